package dev.klatch.server.picture;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Where a film was taken, as phones write it into MP4 and QuickTime (ISO/IEC 14496-12, 3GPP TS
/// 26.244, QuickTime File Format): the boxes `©xyz` and `loci` of the user data, and the keys of
/// the metadata that name a location. What it says is blanked in its place, so that every place in
/// the file stays what it was; titles, authors and covers stay.
final class FilmTraces {
    private static final Set<String> INSIDE = Set.of("moov", "trak", "udta");
    private static final Set<String> PLACES = Set.of("\u00a9xyz", "loci");

    /// More than any place takes.
    private static final int MOST_BYTES = 1 << 16;

    private static final int DEPTH = 4;
    private static final int BOXES = 4_096;

    private final Head head;
    private final Cuts cuts = new Cuts();
    private final Set<Long> keysOfPlaces = new HashSet<>();
    private long done;
    private int seen;

    private FilmTraces(Head head) {
        this.head = head;
    }

    static Cuts cuts(Head head) throws IOException {
        FilmTraces film = new FilmTraces(head);
        film.walk(0, head.size(), 0);
        film.cuts.keep(film.done, head.size());
        return film.cuts;
    }

    /// The boxes from one place to another. A box that lies about its length ends the walk.
    private void walk(long from, long to, int depth) throws IOException {
        long place = from;
        while (place + 8 <= to && seen++ < BOXES) {
            long length = head.number(place, 4);
            int header = 8;
            if (length == 1) {
                // The first byte of eight is not read: no file has so many bytes.
                length = head.number(place + 9, 7);
                header = 16;
            } else if (length == 0) {
                length = to - place;
            }
            if (length < header || place + length > to) {
                return;
            }
            box(place, header, place + length, depth);
            place += length;
        }
    }

    private void box(long place, int header, long end, int depth) throws IOException {
        String name = head.four(place + 4);
        long inside = place + header;
        if (INSIDE.contains(name) && depth < DEPTH) {
            walk(inside, end, depth + 1);
        } else if (PLACES.contains(name)) {
            cuts.keep(done, place + 4);
            cuts.put("free");
            done = place + 8;
            blank(inside, end);
        } else if (name.equals("meta") && depth > 0) {
            // In MP4 a version stands before the first box, in QuickTime nothing does.
            long first = head.has(inside + 4, "hdlr") ? inside : inside + 4;
            walk(first, end, depth + 1);
        } else if (name.equals("keys")) {
            keys(inside + 8, end);
        } else if (name.equals("ilst")) {
            values(inside, end);
        }
    }

    private void blank(long from, long to) throws IOException {
        String nothing = "\0".repeat((int) Math.min(MOST_BYTES, to - from));
        if (to - from > MOST_BYTES || head.has(from, nothing)) {
            return;
        }
        cuts.keep(done, from);
        cuts.put(nothing);
        done = to;
    }

    /// Which keys, counted from 1, name a place.
    private void keys(long from, long to) throws IOException {
        long place = from;
        for (long key = 1; place + 8 <= to && key <= BOXES; key++) {
            long length = head.number(place, 4);
            if (length < 8 || place + length > to || length > MOST_BYTES) {
                return;
            }
            StringBuilder name = new StringBuilder();
            for (long i = place + 8; i < place + length; i++) {
                name.append((char) head.at(i));
            }
            if (name.toString().toLowerCase(Locale.ROOT).contains("location")) {
                keysOfPlaces.add(key);
            }
            place += length;
        }
    }

    /// The values of keys; each stands in a box of its own behind sixteen bytes of what it is.
    private void values(long from, long to) throws IOException {
        long place = from;
        while (place + 8 <= to && seen++ < BOXES) {
            long length = head.number(place, 4);
            if (length < 8 || place + length > to) {
                return;
            }
            if (keysOfPlaces.contains(head.number(place + 4, 4)) && length > 24) {
                blank(place + 24, place + length);
            }
            place += length;
        }
    }
}
