//! Scope, registers, ledgers, funds and accounts.
