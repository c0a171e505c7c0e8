//! dispose-check
