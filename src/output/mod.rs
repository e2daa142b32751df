//! A site to a folder, all or nothing.
