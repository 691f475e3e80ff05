//! The weights of a classifier that were kept, bucket by bucket.

/// The weights that were kept: for each bucket a row of labels, each with its weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rows<T> {
    /// Where each row starts, and behind the last where it ends.
    pub(super) starts: Vec<u32>,
    pub(super) entries: Vec<(u16, T)>,
}

impl<T> Rows<T> {
    pub(super) fn row(&self, bucket: usize) -> &[(u16, T)] {
        self.range(bucket)
            .and_then(|range| self.entries.get(range))
            .unwrap_or_default()
    }

    pub(super) fn row_mut(&mut self, bucket: usize) -> &mut [(u16, T)] {
        self.range(bucket)
            .and_then(|range| self.entries.get_mut(range))
            .unwrap_or_default()
    }

    fn range(&self, bucket: usize) -> Option<std::ops::Range<usize>> {
        let start = usize::try_from(*self.starts.get(bucket)?).ok()?;
        let end = usize::try_from(*self.starts.get(bucket + 1)?).ok()?;
        Some(start..end)
    }

    /// Rows from entries in the order of their buckets.
    pub(super) fn from_sorted(buckets: usize, sorted: impl Iterator<Item = (usize, u16, T)>) -> Self {
        let mut starts = vec![0_u32; buckets + 1];
        let mut entries = Vec::new();
        for (bucket, label, weight) in sorted {
            if let Some(count) = starts.get_mut(bucket + 1) {
                *count += 1;
            }
            entries.push((label, weight));
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { starts, entries }
    }
}
