"""Errors as SEC words them: a missing object, an undeclared tool, too many requests. Invented, under its headings."""

MISSING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code>'
    "<Message>The specified key does not exist.</Message><Key>x</Key></Error>"
)
DENIED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
)
UNDECLARED = (
    "<!DOCTYPE html><html><head>"
    "<title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title></head>"
    "<body><h1>Your Request Originates from an Undeclared Automated Tool</h1><p>Declare it.</p></body></html>"
)
THRESHOLD = (
    "<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head>"
    "<body><h1>Traffic Limit</h1><p>Wait ten minutes.</p></body></html>"
)
