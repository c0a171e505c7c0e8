//! Books against books, money, accounts and things.

pub mod entities;
