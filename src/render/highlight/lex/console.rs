//! What a terminal shows: prompts, the commands after them, and plain output.

use super::bash;
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::{Painter, Run};

/// The runs of a session. No grammar has it: a line with a prompt is shell code, all else is plain.
pub(super) fn runs(code: &str) -> Vec<Run> {
    let mut painter = Painter::new(code);
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        if let Some(command) = line.strip_prefix("$ ").or(line.strip_prefix("# ")) {
            let mut end = start + 2;
            painter.paint(end, Class::Meta);
            for run in bash::runs(command).unwrap_or_default() {
                end += run.len as usize;
                painter.paint(end, run.class);
            }
        }
        start += line.len();
        painter.paint(start, Class::Plain);
    }
    painter.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::highlight::runs::html;

    #[test]
    fn commands_stand_out_from_output() {
        let code = "$ ls -l\na if b\n$ cat <<X\n";
        let expected = "<span class=m>$</span> <span class=f>ls</span> <span class=p>-l</span>\na if b\n\
                        <span class=m>$</span> cat &lt;&lt;X\n";
        assert_eq!(html(&runs(code), code), expected);
    }
}
