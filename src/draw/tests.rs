//! Pictures for the eye: writes the sample ladders into the file that `LADDERS` names.
use super::samples::*;
#[test]
fn show() {
    let Some(path) = option_env!("LADDERS") else { return };
    let mut map = devops();
    map.style = super::Style::Map;
    map.rungs[4].current = true;
    let html: Vec<String> = [devops(), map, tracks(5, 6)].iter().map(super::ladder).collect();
    for h in &html { println!("{}", h.len()); }
    std::fs::write(path, html.join("\n<hr>\n")).unwrap();
}
