//! What holds for all handbooks.
