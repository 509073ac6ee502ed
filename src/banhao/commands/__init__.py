"""One module a command: `register(parser)` and `run(args) -> exit code`; see `banhao.cli`."""
