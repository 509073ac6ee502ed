"""Cases: the ledger, operations, timers, audit."""
