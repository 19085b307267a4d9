//! Where sources, selections, codings, cases and variables are in a project.

use crate::xml::Shape;

/// A table, or one more element in a table that stands above.
macro_rules! shape {
    ($name:literal, $row:expr, $fields:expr, $persons:literal) => {
        Shape { name: $name, row: $row, fields: $fields, persons: $persons, open: false }
    };
}

/// A kind of source.
macro_rules! source {
    ($source:literal) => {
        shape!("sources", concat!("Project/Sources/", $source), concat!("guid:@guid type:=", $source), "name:@name")
    };
}

/// A kind of selection in a source.
macro_rules! selection {
    ($path:literal, $kind:literal, $start:literal, $end:literal) => {
        shape!(
            "selections",
            concat!("Project/Sources/", $path, $kind),
            concat!("guid:@guid source:../guid type:=", $kind, " start:@", $start, " end:@", $end),
            ""
        )
    };
}

/// The codings in a kind of selection.
macro_rules! coding {
    ($path:literal, $kind:literal) => {
        shape!(
            "codings",
            concat!("Project/Sources/", $path, $kind, "/Coding"),
            concat!(
                "guid:@guid source:../source selection:../guid type:=",
                $kind,
                " start:../start end:../end code:CodeRef/@targetGUID"
            ),
            ""
        )
    };
}

/// The codings of a whole source.
macro_rules! whole {
    ($source:literal) => {
        shape!(
            "codings",
            concat!("Project/Sources/", $source, "/Coding"),
            "guid:@guid source:../guid code:CodeRef/@targetGUID",
            ""
        )
    };
}

/// The value of a variable, in a case or a source.
macro_rules! value {
    ($of:literal, $row:literal) => {
        shape!(
            "variable_values",
            concat!($row, "/VariableValue"),
            concat!(
                $of,
                ":../guid variable:VariableRef/@targetGUID value:TextValue value:BooleanValue value:IntegerValue \
                 value:FloatValue value:DateValue value:DateTimeValue"
            ),
            ""
        )
    };
}

/// All of them, with what a row lies in above the row.
pub(super) const SHAPES: [Shape; 39] = [
    source!("TextSource"),
    source!("PDFSource"),
    source!("PictureSource"),
    source!("AudioSource"),
    source!("VideoSource"),
    selection!("TextSource/", "PlainTextSelection", "startPosition", "endPosition"),
    selection!("PDFSource/Representation/", "PlainTextSelection", "startPosition", "endPosition"),
    selection!("PictureSource/TextDescription/", "PlainTextSelection", "startPosition", "endPosition"),
    selection!("AudioSource/", "AudioSelection", "begin", "end"),
    selection!("VideoSource/", "VideoSelection", "begin", "end"),
    selection!("PDFSource/", "PDFSelection", "none", "none"),
    selection!("PictureSource/", "PictureSelection", "none", "none"),
    selection!("AudioSource/Transcript/", "TranscriptSelection", "none", "none"),
    selection!("VideoSource/Transcript/", "TranscriptSelection", "none", "none"),
    coding!("TextSource/", "PlainTextSelection"),
    coding!("PDFSource/Representation/", "PlainTextSelection"),
    coding!("PictureSource/TextDescription/", "PlainTextSelection"),
    coding!("AudioSource/", "AudioSelection"),
    coding!("VideoSource/", "VideoSelection"),
    coding!("PDFSource/", "PDFSelection"),
    coding!("PictureSource/", "PictureSelection"),
    coding!("AudioSource/Transcript/", "TranscriptSelection"),
    coding!("VideoSource/Transcript/", "TranscriptSelection"),
    whole!("TextSource"),
    whole!("PDFSource"),
    whole!("PictureSource"),
    whole!("AudioSource"),
    whole!("VideoSource"),
    shape!(
        "variables",
        "Project/Variables/Variable",
        "guid:@guid name:@name type:@typeOfVariable description:Description",
        ""
    ),
    shape!("cases", "Project/Cases/Case", "guid:@guid", "name:@name description:Description"),
    shape!("case_members", "Project/Cases/Case/SourceRef", "case:../guid source:@targetGUID", ""),
    shape!("case_members", "Project/Cases/Case/SelectionRef", "case:../guid selection:@targetGUID", ""),
    shape!("case_members", "Project/Cases/Case/CodeRef", "case:../guid code:@targetGUID", ""),
    value!("case", "Project/Cases/Case"),
    value!("source", "Project/Sources/TextSource"),
    value!("source", "Project/Sources/PDFSource"),
    value!("source", "Project/Sources/PictureSource"),
    value!("source", "Project/Sources/AudioSource"),
    value!("source", "Project/Sources/VideoSource"),
];
