package dev.klatch.core.person;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What may be a name of a person or the title of a room, and when two of them are the same.
///
/// A name is 1 to 32 characters of any script: letters, digits and marks, and between them single
/// spaces, dots, hyphens, underscores and apostrophes. Two names are the same when they look the
/// same: compared are the skeletons of their folded forms (Unicode UTS 39, section 4).
public final class NameRules {
    private static final Set<String> RESERVED =
            Set.of(
                    "everyone",
                    "everybody",
                    "all",
                    "here",
                    "admin",
                    "administrator",
                    "server",
                    "system",
                    "klatch",
                    "null",
                    "undefined",
                    "exit",
                    "quit",
                    "menu",
                    "help",
                    "say",
                    "guest",
                    "operator",
                    "moderator",
                    "owner",
                    "deleted account");

    private static final int MOST_VARIANTS = 64;

    private NameRules() {}

    /// The name as it is kept: spaces around it gone, composed (NFC). Null if it cannot be one.
    public static @Nullable String clean(String name) {
        String kept = composed(name);
        int length = kept.codePointCount(0, kept.length());
        if (length < 1 || length > Limits.NAME_CHARACTERS || !wellMade(kept)) {
            return null;
        }
        return kept;
    }

    /// A text that a person says about themselves, without spaces around it, composed (NFC).
    public static String composed(String text) {
        return Normalizer2.getNFCInstance().normalize(text.strip());
    }

    /// Whether a text has nothing in it that cannot be seen or that changes the order of what
    /// stands around it; joiners within emoji and words are allowed.
    public static boolean isPlain(@Nullable String text) {
        return text == null || text.codePoints().allMatch(Sanitizer::harmless);
    }

    private static boolean wellMade(String name) {
        boolean afterLetter = false;
        for (int i = 0; i < name.length(); ) {
            int point = name.codePointAt(i);
            i += Character.charCount(point);
            boolean letter = isLetter(point) || (afterLetter && isMark(point));
            boolean joint = afterLetter && i < name.length() && isJoint(point);
            if (!letter && !joint) {
                return false;
            }
            afterLetter = letter;
        }
        return afterLetter;
    }

    private static boolean isLetter(int point) {
        boolean invisible =
                UCharacter.hasBinaryProperty(
                        point, com.ibm.icu.lang.UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        return UCharacter.isLetterOrDigit(point) && !invisible;
    }

    private static boolean isMark(int point) {
        return switch (UCharacter.getType(point)) {
            case com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.NON_SPACING_MARK,
                    com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.COMBINING_SPACING_MARK ->
                    !UCharacter.hasBinaryProperty(
                            point, com.ibm.icu.lang.UProperty.DEFAULT_IGNORABLE_CODE_POINT);
            default -> false;
        };
    }

    /// Whether this may stand inside of a name, beside letters and digits.
    public static boolean isInside(int point) {
        return isJoint(point) || isMark(point);
    }

    private static boolean isJoint(int point) {
        return point == ' ' || point == '.' || point == '-' || point == '_' || point == '\'';
    }

    /// The form that is compared. Two names with the same key are the same name.
    public static String key(String name) {
        // Folded twice: the skeleton of a nought is a capital O.
        return folded(Skeletons.CHECKER.getSkeleton(folded(name)));
    }

    private static String folded(String text) {
        return Normalizer2.getNFKCCasefoldInstance().normalize(text);
    }

    /// The key of what the name looks like as it is written: a capital I looks like a small l,
    /// which [#key] cannot know, for it compares without case.
    public static String shape(String name) {
        return folded(Skeletons.CHECKER.getSkeleton(composed(name)));
    }

    /// The keys of names that may look like one with this key as they are written: those in which
    /// some l is a capital I.
    public static List<String> keysOfLookAlikes(String key) {
        return variants(key, 'l', 'i');
    }

    /// The text with each choice of some of these letters replaced, but for the text itself; of the
    /// letters beyond the first few none is.
    private static List<String> variants(String text, char letter, char other) {
        List<String> all = new ArrayList<>(List.of(text));
        for (int i = 0; i < text.length() && all.size() < MOST_VARIANTS; i++) {
            if (text.charAt(i) == letter) {
                for (String each : List.copyOf(all)) {
                    all.add(each.substring(0, i) + other + each.substring(i + 1));
                }
            }
        }
        return all.subList(1, all.size());
    }

    /// Whether nobody may take this name: a word of Klatch's own, or one that begins with `group`.
    public static boolean isReserved(String name) {
        return key(name).startsWith(Skeletons.GROUP) || isWordOfKlatch(name);
    }

    /// Whether not even a group may be called so.
    public static boolean isWordOfKlatch(String name) {
        String key = key(name);
        return key.equals(Skeletons.GROUP)
                || Skeletons.RESERVED_KEYS.contains(key)
                || Skeletons.RESERVED_KEYS.contains(shape(name));
    }

    /// Loaded at first use: the tables cost some milliseconds and megabytes.
    private static final class Skeletons {
        private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
        private static final String GROUP = key("group");
        private static final Set<String> RESERVED_KEYS =
                RESERVED.stream()
                        .map(NameRules::key)
                        .flatMap(key ->
                                Stream.concat(Stream.of(key), variants(key, 'i', 'l').stream()))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
