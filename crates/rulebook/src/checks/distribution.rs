//! Income and its distribution.
