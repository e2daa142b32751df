//! Competencies, scales, grades, dimensions and roles laid out as lines.

use super::super::book::Ref;
use super::super::change::Kind;
use super::super::part::Part;
use super::{Lines, Said, Sheet, Slot, refs};
use crate::model::handbook::Handbook;
use crate::model::skills::{Area, Competency, Dimension, Grade, Need, Role, Scale};
use crate::model::things::Audience;

pub(super) fn area(area: &Area) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Summary, area.summary.as_ref());
    lines.thing(Part::Parent, Kind::Area, area.parent.as_ref().map(|parent| &parent.value));
    lines.meta(&area.meta);
    Sheet { title: Some(&area.title), lines: lines.0 }
}

pub(super) fn competency<'a>(book: &'a Handbook, competency: &'a Competency) -> Sheet<'a> {
    let mut lines = Lines::default();
    lines.thing(Part::Parent, Kind::Area, competency.area.as_ref());
    lines.text(Part::Summary, competency.summary.as_ref());
    lines.thing(Part::Scale, Kind::Scale, competency.scale.as_ref());
    lines.text(Part::Development, competency.development.as_ref());
    let scale = competency.scale.as_ref().and_then(|scale| book.scales.get(scale));
    for (place, step) in &competency.steps {
        let title = scale.and_then(|scale| scale.steps.get(*place)).map(|step| &step.title);
        let slot = Slot::of(Part::StepMeaning).under(title);
        lines.text_at(slot, step.text.as_ref());
        lines.items(slot.part(Part::Criterion), &step.criteria, Audience::default());
        lines.texts(slot.part(Part::Example), &step.examples);
    }
    lines.resources(&competency.resources);
    lines.sections(&competency.sections);
    lines.meta(&competency.meta);
    Sheet { title: Some(&competency.title), lines: lines.0 }
}

pub(super) fn scale(scale: &Scale) -> Sheet<'_> {
    let mut lines = Lines::default();
    for step in &scale.steps {
        lines.say(Slot::of(Part::ScaleStep), Said::Text(&step.title));
        lines.add(step.text.iter().map(|text| (Part::StepMeaning, Said::Text(text))).collect());
        if let Some(line) = lines.0.last_mut() {
            line.id = Some(&step.id);
        }
    }
    lines.meta(&scale.meta);
    Sheet { title: scale.title.as_ref(), lines: lines.0 }
}

pub(super) fn grade(grade: &Grade) -> Sheet<'_> {
    let mut lines = Lines::default();
    for (other, name) in &grade.external {
        lines.say(Slot::of(Part::External).under(Some(other)), Said::Text(name));
    }
    lines.meta(&grade.meta);
    Sheet { title: Some(&grade.title), lines: lines.0 }
}

pub(super) fn dimension(dimension: &Dimension) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Summary, dimension.summary.as_ref());
    lines.meta(&dimension.meta);
    Sheet { title: Some(&dimension.title), lines: lines.0 }
}

pub(super) fn role<'a>(book: &'a Handbook, role: &'a Role) -> Sheet<'a> {
    let mut lines = Lines::default();
    lines.text(Part::Summary, role.summary.as_ref());
    for level in &role.levels {
        lines.say(Slot::of(Part::Levels), Said::Things(refs(Kind::Level, [level])));
    }
    role.needs.iter().for_each(|need| lines.need(book, need));
    lines.items(Slot::of(Part::Practice), &role.practices, Audience::default());
    lines.things(Part::Pathways, refs(Kind::Pathway, &role.pathways));
    lines.resources(&role.resources);
    lines.sections(&role.sections);
    lines.meta(&role.meta);
    Sheet { title: Some(&role.title), lines: lines.0 }
}

impl<'a> Lines<'a> {
    fn need(&mut self, book: &'a Handbook, need: &'a Need) {
        let Some((id, step)) = &need.competency else {
            return self.text(Part::Need, need.text.as_ref());
        };
        let scale = book.competencies.get(id).and_then(|it| book.scales.get(it.scale.as_ref()?));
        let step = step.zip(scale).map(|(step, scale)| (Part::Step, Said::Step(scale, step)));
        let words = need.text.as_ref().map(|text| (Part::Remark, Said::Text(text)));
        self.say(Slot::of(Part::Need), Said::Things(vec![Ref::new(Kind::Competency, id.name())]));
        self.add(step.into_iter().chain(words).collect());
    }
}
