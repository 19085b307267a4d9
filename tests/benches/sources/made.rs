//! Made-up files: large, and the same in every run.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Students of the set of OneRoster; each is in ten classes.
const STUDENTS: u32 = 100_000;
const CLASSES_OF_ONE: u32 = 10;
const CLASSES: u32 = 4_000;
const TEACHERS: u32 = 4_000;
/// Responses to the questionnaire, and its items.
const RESPONSES: u32 = 100_000;
pub(crate) const ITEMS: u32 = 60;
/// Rows of the workbook.
const ROWS: u32 = 200_000;
/// Students of the UWLR document.
const PUPILS: u32 = 100_000;
/// Bytes of the file that is larger than memory.
const LARGER: u64 = 3 << 30;

/// Numbers that look as if they were drawn, the same in every run.
fn drawn(number: u32, below: u32) -> u32 {
    let mixed = (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)) >> 16) as u32 % below
}

fn text(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    write(&mut file).unwrap();
    file.flush().unwrap();
}

/// A set of OneRoster 1.1: a million enrolments.
pub(crate) fn oneroster(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let file =
        |name: &str, write: &dyn Fn(&mut BufWriter<File>) -> std::io::Result<()>| text(&folder.join(name), write);
    file("orgs.csv", &|out| {
        writeln!(out, "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId")?;
        writeln!(out, "org-1,active,2025-09-01T00:00:00Z,Voorbeeldschool,school,99ZZ,")
    });
    file("academicSessions.csv", &|out| {
        writeln!(out, "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear")?;
        writeln!(out, "2025-2026,active,2025-09-01T00:00:00Z,2025-2026,schoolYear,2025-08-01,2026-07-31,,2026")
    });
    file("courses.csv", &|out| {
        writeln!(
            out,
            "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes"
        )?;
        writeln!(out, "course-1,active,2025-09-01T00:00:00Z,2025-2026,Mentoruur,MU,,org-1,mentoruur,")
    });
    file("classes.csv", &|out| {
        writeln!(
            out,
            "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods"
        )?;
        for class in 0..CLASSES {
            let kind = if class < CLASSES / CLASSES_OF_ONE { "homeroom" } else { "scheduled" };
            writeln!(
                out,
                "class-{class},active,2025-09-01T00:00:00Z,Groep {class},,course-1,g{class},{kind},,org-1,2025-2026,mentoruur,,"
            )?;
        }
        Ok(())
    });
    file("users.csv", &|out| {
        writeln!(
            out,
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"
        )?;
        for student in 0..STUDENTS {
            writeln!(
                out,
                "s{student:06},active,2025-09-01T00:00:00Z,true,org-1,student,u{student},,Voornaam,Bedacht{student},,{student},s{student}@example.nl,,,,{},",
                1 + student % 6
            )?;
        }
        for teacher in 0..TEACHERS {
            writeln!(
                out,
                "t{teacher:04},active,2025-09-01T00:00:00Z,true,org-1,teacher,v{teacher},,Voornaam,Verzonnen{teacher},,{teacher},t{teacher}@example.nl,,,,,"
            )?;
        }
        Ok(())
    });
    file("demographics.csv", &|out| {
        writeln!(out, "sourcedId,status,dateLastModified,birthDate,sex")?;
        for student in 0..STUDENTS {
            let (year, sex) = (2008 + student % 6, if student % 2 == 0 { "male" } else { "female" });
            writeln!(out, "s{student:06},active,2025-09-01T00:00:00Z,{year}-03-02,{sex}")?;
        }
        Ok(())
    });
    file("enrollments.csv", &|out| {
        writeln!(
            out,
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate"
        )?;
        let homerooms = CLASSES / CLASSES_OF_ONE;
        let mut number = 0;
        for student in 0..STUDENTS {
            for place in 0..CLASSES_OF_ONE {
                // The first is a homeroom, the others are classes of nine different ranges.
                let class = place * homerooms + drawn(number, homerooms);
                writeln!(
                    out,
                    "e{number:07},active,2025-09-01T00:00:00Z,class-{class},org-1,s{student:06},student,false,2025-08-18,2026-07-17"
                )?;
                number += 1;
            }
        }
        for teacher in 0..TEACHERS {
            writeln!(
                out,
                "e{:07},active,2025-09-01T00:00:00Z,class-{},org-1,t{teacher:04},teacher,true,2025-08-18,",
                number + teacher,
                teacher % CLASSES
            )?;
        }
        Ok(())
    });
}

/// Results of LimeSurvey: answers to sixty items on a scale of five.
pub(crate) fn limesurvey(path: &Path) {
    text(path, |out| {
        write!(out, "\"id\",\"submitdate\",\"lastpage\",\"startlanguage\",\"ROL\",\"KOPPEL\"")?;
        for item in 1..=ITEMS {
            write!(out, ",\"VRAAG[SQ{item:03}]\"")?;
        }
        writeln!(out)?;
        for response in 0..RESPONSES {
            let day = response % 28 + 1;
            write!(
                out,
                "\"{}\",\"2025-10-{day:02} 09:12:00\",\"3\",\"nl\",\"A{}\",\"K{response}\"",
                response + 1,
                response % 2 + 1
            )?;
            for item in 0..ITEMS {
                write!(out, ",\"A{}\"", drawn(response * ITEMS + item, 6) + 1)?;
            }
            writeln!(out)?;
        }
        Ok(())
    });
}

/// A workbook with moments of guidance.
pub(crate) fn workbook(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["id", "datum", "soort", "waar", "gepland", "duur", "medewerker"].iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for row in 0..ROWS {
        let place = row + 1;
        sheet.write(place, 0, format!("M-{row:06}")).unwrap();
        // Days since 1900 as a workbook has them: the school year 2025-2026.
        sheet.write_with_format(place, 1, 45_901 + drawn(row, 280), &date).unwrap();
        sheet.write(place, 2, if row % 3 == 0 { "les" } else { "gesprek" }).unwrap();
        sheet.write(place, 3, "lokaal").unwrap();
        sheet.write(place, 4, "ja").unwrap();
        sheet.write(place, 5, row % 9 * 5 + 5).unwrap();
        sheet.write(place, 6, format!("t{:04}", drawn(row, TEACHERS))).unwrap();
    }
    book.save(path).unwrap();
}

/// A document of UWLR with students in groups.
pub(crate) fn uwlr(path: &Path) {
    text(path, |out| {
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<leerlinggegevens>\n<school><schooljaar>2025-2026</schooljaar><brincode>99ZZ</brincode></school>\n<groepen>"
        )?;
        for group in 0..PUPILS / 25 {
            writeln!(
                out,
                "<groep key=\"g{group}\"><naam>Groep {group}</naam><jaargroep>{}</jaargroep></groep>",
                11 + group % 4
            )?;
        }
        for group in 0..100 {
            writeln!(
                out,
                "<samengestelde_groep key=\"m{group}\"><naam>Mentoruur {group}</naam></samengestelde_groep>"
            )?;
        }
        writeln!(out, "</groepen>\n<leerlingen>")?;
        for pupil in 0..PUPILS {
            writeln!(
                out,
                "<leerling key=\"{}\" eckid=\"https://id.example/{pupil}\">\n<achternaam>Bedacht{pupil}</achternaam>\n\
                 <roepnaam>Voornaam</roepnaam>\n<geboortedatum>20{:02}-{:02}-{:02}</geboortedatum>\n<geslacht>{}</geslacht>\n\
                 <jaargroep>{}</jaargroep>\n<groep key=\"g{}\"/>\n<samengestelde_groepen><samengestelde_groep key=\"m{}\"/>\
                 <samengestelde_groep key=\"m{}\"/></samengestelde_groepen>\n<mutatiedatum>2025-09-01T00:00:00</mutatiedatum>\n</leerling>",
                100_000 + pupil,
                8 + pupil % 6,
                pupil % 12 + 1,
                pupil % 28 + 1,
                pupil % 2 + 1,
                11 + pupil % 4,
                pupil / 25,
                pupil % 100,
                (pupil + 1) % 100,
            )?;
        }
        writeln!(out, "</leerlingen>\n</leerlinggegevens>")
    });
}

/// A CSV of events, larger than what may be in memory.
pub(crate) fn larger(path: &Path) {
    text(path, |out| {
        writeln!(out, "id;datum;soort;groep;toelichting")?;
        let (mut bytes, mut row) = (0, 0);
        while bytes < LARGER {
            let line = format!(
                "gebeurtenis-{row:010};2026-{:02}-{:02};soort {};groep {};\"een toelichting, die voor elke regel {row} anders is\"\n",
                row / 28 % 6 + 1,
                row % 28 + 1,
                drawn(row, 4),
                drawn(row, 500),
            );
            out.write_all(line.as_bytes())?;
            bytes += line.len() as u64;
            row += 1;
        }
        Ok(())
    });
}
