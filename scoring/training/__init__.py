"""Fitting, judging and describing the fakeability model; nothing here runs while a company is audited."""
