//! Small numbers written one behind the other without regard to where a byte ends.

/// Bits being written, the lowest of each byte first.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// How many bits of the last byte are taken; 0 if all are.
    taken: u32,
}

impl Writer {
    fn bit(&mut self, bit: bool) {
        if self.taken == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << self.taken;
        }
        self.taken = (self.taken + 1) % u8::BITS;
    }

    /// A number in so many bits.
    pub(super) fn number(&mut self, number: usize, bits: u32) {
        for place in 0..bits {
            self.bit(number >> place & 1 == 1);
        }
    }

    /// A number that is about as large as so many bits hold: what goes beyond them in ones and a zero, then the rest (a Rice code).
    pub(super) fn about(&mut self, number: usize, bits: u32) {
        for _ in 0..number >> bits {
            self.bit(true);
        }
        self.bit(false);
        self.number(number, bits);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// How many bits are looked at together: those of eight bytes, but for those of the first that were read before.
const WINDOW: u32 = 57;

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// The number of the next bit.
    next: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0 }
    }

    /// The next bits, the lowest first, and zeros behind the last; [`WINDOW`] of them at least.
    fn window(&self) -> u64 {
        let rest = self.bytes.get(self.next / 8..).unwrap_or_default();
        let eight = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            eight
        });
        u64::from_le_bytes(eight) >> (self.next % 8)
    }

    /// Goes on by so many bits, if they are there.
    fn skip(&mut self, bits: u32) -> Option<()> {
        self.next += usize::try_from(bits).ok()?;
        (self.next <= 8 * self.bytes.len()).then_some(())
    }

    /// See [`Writer::number`]; not more bits than [`WINDOW`].
    pub(super) fn number(&mut self, bits: u32) -> Option<usize> {
        let number = self.window() & ((1 << bits) - 1);
        self.skip(bits)?;
        usize::try_from(number).ok()
    }

    /// See [`Writer::about`].
    pub(super) fn about(&mut self, bits: u32) -> Option<usize> {
        let mut beyond = 0;
        loop {
            let ones = self.window().trailing_ones().min(WINDOW);
            beyond += usize::try_from(ones).ok()?;
            self.skip(ones)?;
            if ones < WINDOW {
                break;
            }
        }
        self.skip(1)?;
        Some(beyond << bits | self.number(bits)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [0, 1, 7, 8, 9, 100, 255, 1000, 455, 456, 457, 463, 464];
        let mut writer = Writer::default();
        for number in numbers {
            writer.about(number, 3);
            writer.number(number % 16, 4);
        }
        let bytes = writer.into_bytes();
        let mut reader = Reader::new(&bytes);
        for number in numbers {
            assert_eq!(reader.about(3), Some(number));
            assert_eq!(reader.number(4), Some(number % 16));
        }
        assert_eq!(Reader::new(&[]).number(1), None);
    }
}
