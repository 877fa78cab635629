"""How the trained parts of the claims pipeline are made: labelled anchors, linear models, the fine-tuned encoder."""
