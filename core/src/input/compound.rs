//! Compound files, as far as one stream of the root storage has to be found and read [MS-CFB].
//!
//! Not here: writing, storages within, and what streams mean. Every table is bounded by the file, every chain by the
//! number of sectors, so that damage ends in an error. A crate for the whole format weighs more in the page's module
//! than all of the analysis.

use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};

/// What every compound file begins with (section 2.2).
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Sector numbers from here on are marks, not places (section 2.1).
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Sectors of the allocation table that the header itself lists.
const LISTED: usize = 109;
const ENTRY: usize = 128;
/// A stream, among kinds of directory entries (section 2.6.1).
const STREAM: u8 = 2;

/// An open file.
pub(super) struct Compound<R> {
    file: R,
    sector: usize,
    /// For each sector the next of its chain.
    next: Vec<u32>,
    mini_next: Vec<u32>,
    /// The sectors that hold streams shorter than `cutoff`.
    mini_stream: Vec<u32>,
    mini_sector: usize,
    cutoff: u64,
    directory: Vec<u8>,
}

/// Where a stream is.
#[derive(Clone, Copy)]
pub(super) struct Stream {
    start: u32,
    size: u64,
}

impl<R: Read + Seek> Compound<R> {
    pub(super) fn open(mut file: R) -> Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let mut header = [0; 512];
        file.seek(SeekFrom::Start(0))?;
        file.read_exact(&mut header)?;
        let sector_shift = u32::from(u16_at(&header, 30));
        if !header.starts_with(MAGIC) || !matches!(sector_shift, 9 | 12) || u16_at(&header, 32) != 6 {
            return Err(damaged());
        }
        let sector = 1_usize << sector_shift;
        let sectors = usize::try_from(length >> sector_shift).unwrap_or(usize::MAX);
        let mut this = Self {
            file,
            sector,
            next: Vec::new(),
            mini_next: Vec::new(),
            mini_stream: Vec::new(),
            mini_sector: 1 << 6,
            cutoff: u64::from(u32_at(&header, 56)),
            directory: Vec::new(),
        };
        this.read_allocation(&header, sectors)?;
        let directory = this.chain(u32_at(&header, 48))?;
        this.directory = this.read_sectors(&directory)?;
        let mini = this.chain(u32_at(&header, 60))?;
        this.mini_next = numbers(&this.read_sectors(&mini)?);
        let root = this.entry(0).ok_or_else(damaged)?;
        this.mini_stream = this.chain(u32_at(root, 116))?;
        Ok(this)
    }

    /// A stream of the root storage.
    pub(super) fn find(&self, name: &str) -> Option<Stream> {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut seen = vec![false; self.directory.len() / ENTRY];
        let mut open = vec![u32_at(self.entry(0)?, 76)];
        while let Some(number) = open.pop() {
            let place = number as usize;
            let (Some(entry), Some(seen)) = (self.entry(place), seen.get_mut(place)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            let named = entry.get(..64)?.strip_prefix(wanted.as_slice());
            if entry.get(66) == Some(&STREAM) && named.is_some_and(|rest| rest.starts_with(&[0, 0])) {
                // The upper half of the size is not set by all programs, and no property is that long.
                return Some(Stream { start: u32_at(entry, 116), size: u64::from(u32_at(entry, 120)) });
            }
            open.extend([u32_at(entry, 68), u32_at(entry, 72)]);
        }
        None
    }

    /// The first bytes of a stream.
    pub(super) fn read(&mut self, stream: Stream, limit: u64) -> Result<Vec<u8>> {
        let size = usize::try_from(stream.size.min(limit)).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        if stream.size >= self.cutoff {
            let mut chain = self.chain(stream.start)?;
            chain.truncate(size.div_ceil(self.sector));
            bytes = self.read_sectors(&chain)?;
        } else {
            let per_sector = self.sector / self.mini_sector;
            let chain = follow(&self.mini_next, stream.start)?;
            for mini in chain.into_iter().take(size.div_ceil(self.mini_sector)) {
                let (index, inside) = (mini as usize / per_sector, mini as usize % per_sector);
                let sector = self.mini_stream.get(index).copied().ok_or_else(damaged)?;
                // Not the whole sector: that would be read again for each of its small ones.
                let start = self.start_of(sector) + (inside * self.mini_sector) as u64;
                self.read_at(start, self.mini_sector, &mut bytes)?;
            }
        }
        bytes.truncate(size);
        Ok(bytes)
    }

    /// The allocation table: its sectors are listed in the header, and beyond those in a chain of sectors.
    fn read_allocation(&mut self, header: &[u8; 512], sectors: usize) -> Result<()> {
        let mut places = numbers(header.get(76..).unwrap_or_default());
        places.truncate(LISTED);
        let mut more = u32_at(header, 68);
        while more < LAST_SECTOR && places.len() <= sectors {
            let mut listed = numbers(&self.read_sectors(&[more])?);
            more = listed.pop().unwrap_or(u32::MAX);
            places.extend(listed);
        }
        places.retain(|place| *place < LAST_SECTOR);
        places.truncate(sectors);
        self.next = numbers(&self.read_sectors(&places)?);
        self.next.truncate(sectors);
        Ok(())
    }

    fn chain(&self, start: u32) -> Result<Vec<u32>> {
        follow(&self.next, start)
    }

    /// The sectors' bytes, one behind the other. The last of a file may be short.
    fn read_sectors(&mut self, places: &[u32]) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for place in places {
            self.read_at(self.start_of(*place), self.sector, &mut bytes)?;
        }
        Ok(bytes)
    }

    fn start_of(&self, sector: u32) -> u64 {
        (u64::from(sector) + 1) * self.sector as u64
    }

    /// Appends so many bytes; what the file's end cuts off is zero.
    fn read_at(&mut self, start: u64, length: usize, bytes: &mut Vec<u8>) -> Result<()> {
        self.file.seek(SeekFrom::Start(start))?;
        let before = bytes.len();
        self.file.by_ref().take(length as u64).read_to_end(bytes)?;
        if bytes.len() == before {
            return Err(damaged());
        }
        bytes.resize(before + length, 0);
        Ok(())
    }

    fn entry(&self, number: usize) -> Option<&[u8]> {
        let start = number.checked_mul(ENTRY)?;
        self.directory.get(start..start.checked_add(ENTRY)?)
    }
}

/// The chain that begins at `start`. One that is longer than its table goes round in a circle.
fn follow(table: &[u32], start: u32) -> Result<Vec<u32>> {
    let mut chain = Vec::new();
    let mut at = start;
    while at < LAST_SECTOR {
        if chain.len() > table.len() {
            return Err(damaged());
        }
        chain.push(at);
        at = table.get(at as usize).copied().ok_or_else(damaged)?;
    }
    Ok(chain)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..).and_then(<[u8]>::first_chunk::<4>);
    word.map_or(u32::MAX, |word| u32::from_le_bytes(*word))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let word = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>);
    word.map_or(u16::MAX, |word| u16::from_le_bytes(*word))
}

fn damaged() -> Error {
    Error::new(ErrorKind::InvalidData, "the file is damaged")
}
