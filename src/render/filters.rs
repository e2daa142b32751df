//! What templates can call: `words | html` and `drawing | figure`.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Adds our filters.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("html", |number: usize, _: Kwargs, state: &State| entry("texts", number, state));
    tera.register_filter("figure", |number: usize, _: Kwargs, state: &State| entry("figures", number, state));
}

/// The markup of the given number, counted from 1, in one of the page's tables. A component sees a table only when it
/// asks for it: `{% component card(link, @texts) %}`.
fn entry(table: &str, number: usize, state: &State) -> TeraResult<Value> {
    let Some(all) = state.get::<Value>(table)? else {
        return Err(Error::message(format!("`{table}` is not there: a component has to ask for it as `@{table}`")));
    };
    let markup = all.as_array().and_then(|all| all.get(number.checked_sub(1)?));
    markup.cloned().ok_or_else(|| Error::message(format!("`{table}` has no number {number}")))
}
