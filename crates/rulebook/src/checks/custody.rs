//! Custody and operation: keepers, supervisors, contracts.
