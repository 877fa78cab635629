"""`unfakeable extract`: a line in, a line out; a truncated file stops with its line and leaves nothing behind."""

import json

LINE = json.dumps(
    {"id": "a", "text": "Halyard Mutual has deployed Lumenwharf across its claims operation.", "subject": "Lumenwharf"}
)
