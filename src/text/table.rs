//! What is worked out once for each character of nearly every text.

use std::sync::OnceLock;

/// So many characters in a row are worked out when the first of them is met.
///
/// Vietnamese needs eight such blocks of the 132: a command that answers one question spent half of its instructions on the others when all
/// were worked out at once.
const BLOCK: usize = 64;
/// Up to the end of the punctuation and the signs of money.
const BLOCKS: usize = 0x2100 / BLOCK;

/// One value for each character below U+2100; those behind are worked out each time.
pub struct Table<T> {
    blocks: [OnceLock<[T; BLOCK]>; BLOCKS],
    work_out: fn(char) -> T,
}

impl<T: Copy> Table<T> {
    pub const fn new(work_out: fn(char) -> T) -> Self {
        Self { blocks: [const { OnceLock::new() }; BLOCKS], work_out }
    }

    #[inline]
    pub fn get(&self, c: char) -> T {
        let code = c as usize;
        match self.blocks.get(code / BLOCK) {
            Some(block) => block.get_or_init(|| self.block(code - code % BLOCK))[code % BLOCK],
            None => (self.work_out)(c),
        }
    }

    #[cold]
    fn block(&self, first: usize) -> [T; BLOCK] {
        std::array::from_fn(|at| (self.work_out)(char::from_u32((first + at) as u32).expect("surrogates stand behind the table")))
    }
}
