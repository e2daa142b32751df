//! Circles among numbered things that lead to one another.

use std::collections::HashMap;

/// Circles in a graph; at least one where there are any. `leads_to` tells
/// what each node leads to; what only leads into a circle is no part of it. A circle starts with its lowest node.
pub(super) fn circles(leads_to: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    // What comes to an end is peeled off: only nodes that lead into a circle are left.
    let mut waits: Vec<usize> = leads_to.iter().map(Vec::len).collect();
    let mut comes_from: Vec<Vec<usize>> = vec![Vec::new(); leads_to.len()];
    for (from, to) in leads_to.iter().enumerate() {
        to.iter().for_each(|to| comes_from.get_mut(*to).into_iter().for_each(|list| list.push(from)));
    }
    let mut ready: Vec<usize> = (0..leads_to.len()).filter(|node| waits.get(*node) == Some(&0)).collect();
    let mut walked = vec![false; leads_to.len()];
    while let Some(node) = ready.pop() {
        walked.get_mut(node).into_iter().for_each(|slot| *slot = true);
        for from in comes_from.get(node).into_iter().flatten() {
            let Some(waits) = waits.get_mut(*from) else { continue };
            *waits -= 1;
            if *waits == 0 {
                ready.push(*from);
            }
        }
    }
    let peeled = walked.clone();
    let is_left = |node: &usize| peeled.get(*node) == Some(&false);
    for start in 0..leads_to.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut at = start;
        while walked.get(at) == Some(&false) {
            walked.get_mut(at).into_iter().for_each(|slot| *slot = true);
            places.insert(at, way.len());
            way.push(at);
            let Some(next) = leads_to.get(at).into_iter().flatten().copied().find(is_left) else { break };
            if let Some(circle) = places.get(&next).and_then(|from| way.get(*from..)) {
                found.push(turned(circle));
            }
            at = next;
        }
    }
    found
}

/// The same circle from its lowest node on.
fn turned(circle: &[usize]) -> Vec<usize> {
    let mut circle = circle.to_vec();
    let lowest = circle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
    circle.rotate_left(lowest);
    circle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once() {
        assert_eq!(circles(&[vec![1], vec![2], vec![1], vec![]]), [[1, 2]]);
        assert_eq!(circles(&[vec![0]]), [[0]]);
        assert_eq!(circles(&[vec![2], vec![0, 3], vec![1], vec![3]]), [vec![0, 2, 1], vec![3]]);
        assert_eq!(circles(&[vec![1, 2], vec![2], vec![]]), [] as [Vec<usize>; 0]);
    }
}
