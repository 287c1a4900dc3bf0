//! The tlstrail command as a library function over arguments and streams.
