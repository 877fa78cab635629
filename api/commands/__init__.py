"""The commands of ``unfakeable``, one file for each thing that people come to do."""
