//! Lines that run side by side: the left-edge algorithm, which puts stretches that meet onto different tracks.

/// The track of each stretch and the number of tracks. Stretches are `(start, end)`, ends included, and get the first
/// free track in their order.
pub(super) fn tracks(stretches: &[(i32, i32)]) -> (Vec<usize>, usize) {
    let mut taken: Vec<Vec<(i32, i32)>> = Vec::new();
    let mut chosen = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let meets = |other: &(i32, i32)| other.0 <= stretch.1 && stretch.0 <= other.1;
        let free = taken.iter().position(|track| !track.iter().any(meets)).unwrap_or(taken.len());
        if free == taken.len() {
            taken.push(Vec::new());
        }
        taken[free].push(*stretch);
        chosen.push(free);
    }
    (chosen, taken.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_meet_run_side_by_side() {
        assert_eq!(tracks(&[(0, 4), (4, 6), (5, 9), (7, 8)]), (vec![0, 1, 0, 1], 2));
        assert_eq!(tracks(&[]), (vec![], 0));
    }
}
