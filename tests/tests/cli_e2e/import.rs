//! Many investors at once: import, export, diff, renew, screen.

mod bad_rows;
mod changes;
mod councils;
mod file;
mod limits;
mod renew;
mod resume;
mod scale;
mod screen;
