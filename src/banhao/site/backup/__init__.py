"""Everything of an installation in one file: rows, uploads, keys, heads. Any database.

The file is a tar.gz: tables/<label>.jsonl, the folders of BANHAO_HOME, and manifest.json, which
says what must be there and at which migrations. It holds the keys: guard it like the installation.
"""
