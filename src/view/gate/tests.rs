//! What a veil takes out of older handbooks, and what it leaves.
