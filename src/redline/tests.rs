//! Two pages as one.
