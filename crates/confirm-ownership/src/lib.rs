//! confirm-ownership
