//! What every drawing keeps to.

use super::draw;

#[test]
fn placeholder() {
    let drawing = draw("flowchart TB\nA --> B").unwrap();
    assert_eq!(drawing.title, "Flowchart with 2 steps");
}
