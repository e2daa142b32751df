//! Colours that authors give: whether they are any, and whether dark or light words read on them.

/// A colour of an author, safe to stand in an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Colour {
    /// As it is written.
    pub(super) css: String,
    /// Its red, green and blue from 0 to 1.
    rgb: [f32; 3],
}

/// Dark words on light colours.
pub(super) const DARK: &str = "#1c2028";
/// Light words on dark colours.
pub(super) const LIGHT: &str = "#ffffff";

impl Colour {
    /// The colour that `css` names: `#rgb`, `#rrggbb`, `rgb(…)`, `hsl(…)` or a common name.
    pub(super) fn read(css: &str) -> Option<Self> {
        let css = css.trim().to_ascii_lowercase();
        let rgb = hex(&css).or_else(|| function(&css)).or_else(|| named(&css))?;
        Some(Self { css, rgb })
    }

    /// The words that read on this colour.
    pub(super) fn ink(&self) -> &'static str {
        let dark = Self::read(DARK).map_or(1.0, |dark| self.contrast(&dark));
        if dark >= 1.05 / (self.luminance() + 0.05) { DARK } else { LIGHT }
    }

    /// The contrast between two colours after WCAG 2, from 1 to 21.
    pub(super) fn contrast(&self, other: &Self) -> f32 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other)
    }

    /// The relative luminance after WCAG 2.
    fn luminance(&self) -> f32 {
        let linear = |part: f32| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        let [red, green, blue] = self.rgb.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

fn hex(css: &str) -> Option<[f32; 3]> {
    let digits = css.strip_prefix('#')?;
    let part = |text: &str| u8::from_str_radix(text, 16).ok().map(|part| f32::from(part) / 255.0);
    if !digits.is_ascii() {
        return None;
    }
    match digits.len() {
        3 | 4 => {
            let double = |at: usize| part(&digits[at..=at].repeat(2));
            Some([double(0)?, double(1)?, double(2)?])
        }
        6 | 8 => Some([part(&digits[..2])?, part(&digits[2..4])?, part(&digits[4..6])?]),
        _ => None,
    }
}

fn function(css: &str) -> Option<[f32; 3]> {
    let (name, rest) = css.split_once('(')?;
    let inside = rest.strip_suffix(')')?;
    let parts: Vec<&str> = inside.split([',', ' ', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let [first, second, third, ..] = parts.as_slice() else { return None };
    if parts.len() > 4 || !parts.iter().all(|part| number(part).is_some()) {
        return None;
    }
    match name {
        "rgb" | "rgba" => {
            let part = |text: &str| number(text).map(|value| if text.ends_with('%') { value } else { value / 255.0 });
            Some([part(first)?, part(second)?, part(third)?])
        }
        "hsl" | "hsla" => Some(from_hsl(number(first)?, number(second)?, number(third)?)),
        _ => None,
    }
}

/// A number; one of percent from 0 to 1.
fn number(text: &str) -> Option<f32> {
    let value = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? / 100.0,
        None => text.strip_suffix("deg").unwrap_or(text).parse().ok()?,
    };
    value.is_finite().then_some(value)
}

fn from_hsl(hue: f32, saturation: f32, light: f32) -> [f32; 3] {
    let reach = saturation * light.min(1.0 - light);
    let part = |offset: f32| {
        let at = (offset + hue / 30.0).rem_euclid(12.0);
        light - reach * (at - 3.0).min(9.0 - at).clamp(-1.0, 1.0)
    };
    [part(0.0), part(8.0), part(4.0)]
}

/// The names of CSS that authors use.
fn named(name: &str) -> Option<[f32; 3]> {
    let hex = match name {
        "black" => "#000000",
        "white" => "#ffffff",
        "red" => "#ff0000",
        "green" => "#008000",
        "blue" => "#0000ff",
        "yellow" => "#ffff00",
        "orange" => "#ffa500",
        "purple" => "#800080",
        "pink" => "#ffc0cb",
        "brown" => "#a52a2a",
        "gray" | "grey" => "#808080",
        "silver" => "#c0c0c0",
        "maroon" => "#800000",
        "olive" => "#808000",
        "lime" => "#00ff00",
        "aqua" | "cyan" => "#00ffff",
        "teal" => "#008080",
        "navy" => "#000080",
        "fuchsia" | "magenta" => "#ff00ff",
        "gold" => "#ffd700",
        "tomato" => "#ff6347",
        "coral" => "#ff7f50",
        "salmon" => "#fa8072",
        "crimson" => "#dc143c",
        "indigo" => "#4b0082",
        "violet" => "#ee82ee",
        "lavender" => "#e6e6fa",
        "beige" => "#f5f5dc",
        "ivory" => "#fffff0",
        "khaki" => "#f0e68c",
        "plum" => "#dda0dd",
        "tan" => "#d2b48c",
        "skyblue" => "#87ceeb",
        "steelblue" => "#4682b4",
        "royalblue" => "#4169e1",
        "lightblue" => "#add8e6",
        "lightgreen" => "#90ee90",
        "lightyellow" => "#ffffe0",
        "lightpink" => "#ffb6c1",
        "lightgray" | "lightgrey" => "#d3d3d3",
        "darkgray" | "darkgrey" => "#a9a9a9",
        "darkgreen" => "#006400",
        "darkblue" => "#00008b",
        "darkred" => "#8b0000",
        "darkorange" => "#ff8c00",
        "forestgreen" => "#228b22",
        "seagreen" => "#2e8b57",
        "limegreen" => "#32cd32",
        "palegreen" => "#98fb98",
        "aliceblue" => "#f0f8ff",
        "whitesmoke" => "#f5f5f5",
        _ => return None,
    };
    self::hex(hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_on_every_colour() {
        let ink = |css: &str| Colour::read(css).unwrap().ink();
        for light in ["#e1f5ff", "#f96", "gold", "rgb(200, 220, 255)", "hsl(40, 100%, 80%)", "white"] {
            assert_eq!(ink(light), DARK, "{light}");
        }
        for dark in ["#333", "navy", "rgb(10% 20% 30%)", "hsl(240deg 100% 30%)", "black"] {
            assert_eq!(ink(dark), LIGHT, "{dark}");
        }
    }

    #[test]
    fn what_is_no_colour_is_not_kept() {
        for css in ["url(#a)", "url(https://x.example)", "var(--x)", "red;x", "rgb(1,2)", "#12", "expression(1)", ""] {
            assert_eq!(Colour::read(css), None, "{css}");
        }
    }
}
