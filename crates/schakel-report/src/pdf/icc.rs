//! The colour space of the file: sRGB, as a profile made from its definition (IEC 61966-2-1).

/// A matrix profile of version 4 with the exact curve of sRGB.
pub(super) fn srgb() -> Vec<u8> {
    let xyz = |values: [f64; 3]| {
        let mut out = b"XYZ \0\0\0\0".to_vec();
        out.extend(values.iter().flat_map(|v| fixed(*v)));
        out
    };
    // Primaries and white adapted to D50 by the Bradford method, as the profile format asks.
    let white = xyz([0.964_2, 1.0, 0.824_9]);
    let red = xyz([0.436_065_7, 0.222_488_4, 0.013_916_0]);
    let green = xyz([0.385_147_1, 0.716_873_2, 0.097_076_4]);
    let blue = xyz([0.143_066_4, 0.060_607_9, 0.714_096_1]);
    let adaptation = [
        1.047_882_1,
        0.022_918_7,
        -0.050_216_7,
        0.029_586_8,
        0.990_478_5,
        -0.017_059_3,
        -0.009_231_6,
        0.015_075_7,
        0.751_678_5,
    ];
    let mut chad = b"sf32\0\0\0\0".to_vec();
    chad.extend(adaptation.iter().flat_map(|v| fixed(*v)));
    // y = ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 below 0.04045.
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    for value in [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45] {
        curve.extend(fixed(value));
    }
    let tags: [(&[u8; 4], Vec<u8>); 11] = [
        (b"desc", localized("sRGB IEC61966-2.1")),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", white),
        (b"chad", chad),
        (b"rXYZ", red),
        (b"gXYZ", green),
        (b"bXYZ", blue),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
        (b"lumi", xyz([80.0, 80.0, 80.0])),
    ];
    profile(&tags)
}

fn profile(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    for (name, value) in tags {
        table.extend(*name);
        table.extend(((start + data.len()) as u32).to_be_bytes());
        table.extend((value.len() as u32).to_be_bytes());
        data.extend(value);
        while !data.len().is_multiple_of(4) {
            data.push(0);
        }
    }
    let mut out = ((start + data.len()) as u32).to_be_bytes().to_vec();
    out.extend([0; 4]); // no preferred colour engine
    out.extend([4, 0x20, 0, 0]); // version 4.2
    out.extend(b"mntrRGB XYZ ");
    // The day of the standard: a profile must have a date, and the clock has no part in a report.
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.extend([0; 24]); // platform, flags, maker, model, attributes
    out.extend([0; 4]); // perceptual
    for value in [0.964_2, 1.0, 0.824_9] {
        out.extend(fixed(value));
    }
    out.resize(128, 0);
    out.extend(table);
    out.extend(data);
    out
}

fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn localized(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0".to_vec();
    for number in [1_u32, 12] {
        out.extend(number.to_be_bytes());
    }
    out.extend(b"enUS");
    for number in [utf16.len() as u32, 28] {
        out.extend(number.to_be_bytes());
    }
    out.extend(utf16);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_states_its_own_length_and_every_tag_lies_within() {
        let profile = srgb();
        let number =
            |at: usize| u32::from_be_bytes([profile[at], profile[at + 1], profile[at + 2], profile[at + 3]]) as usize;
        assert_eq!(number(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..number(128) {
            let entry = 132 + 12 * tag;
            assert!(number(entry + 4) % 4 == 0);
            assert!(number(entry + 4) + number(entry + 8) <= profile.len());
        }
    }

    #[test]
    fn primaries_add_up_to_white() {
        let sums: [f64; 3] = [
            0.436_065_7 + 0.385_147_1 + 0.143_066_4,
            0.222_488_4 + 0.716_873_2 + 0.060_607_9,
            0.013_916_0 + 0.097_076_4 + 0.714_096_1,
        ];
        for (sum, white) in sums.iter().zip([0.964_2, 1.0, 0.824_9]) {
            assert!((sum - white).abs() < 0.0005, "{sum} {white}");
        }
    }
}
