package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The first of two looks at a frame: is it one well-formed JSON object of allowed depth, without
/// doubled names, lone surrogates, U+0000 or anything behind it, and what are its `kind`, `ref` and
/// `cid`? What could be read up to a fault is kept, so that the refusal can name the frame.
final class Outline {
    private boolean anyField;
    private boolean wellFormed;
    private boolean kindFirst;
    private @Nullable String kind;
    private long ref;
    private @Nullable CommandId cid;
    private @Nullable String nullField;

    private Outline() {}

    static Outline of(JsonFactory json, String text) {
        Outline outline = new Outline();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            outline.wellFormed = outline.read(parser);
        } catch (tools.jackson.core.JacksonException | FieldFault broken) {
            outline.wellFormed = false;
        }
        return outline;
    }

    private boolean read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.PROPERTY_NAME && depth == 1) {
                member(parser);
            } else if (!wholesome(token, parser)) {
                return false;
            }
        }
        return parser.nextToken() == null;
    }

    private void member(JsonParser parser) {
        String name = parser.currentName();
        kindFirst |= !anyField && name.equals("kind");
        anyField = true;
    }

    private boolean wholesome(JsonToken token, JsonParser parser) {
        String name = parser.currentName();
        boolean top = parser.streamReadContext().getNestingDepth() == 1;
        if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
            String value = parser.getString();
            if (Utf8.refuses(value)) {
                return false;
            }
            if (top && token == JsonToken.VALUE_STRING) {
                note(name, value);
            }
        } else if (token == JsonToken.VALUE_NUMBER_INT && top && name.equals("ref")) {
            noteRef(parser);
        } else if (token == JsonToken.VALUE_NULL) {
            nullField = name == null ? "null" : name;
        }
        return true;
    }

    private void note(String name, String value) {
        if (name.equals("kind")) {
            kind = value;
        } else if (name.equals("cid")) {
            try {
                cid = CommandId.parse(value);
            } catch (FieldFault notACid) {
                cid = null;
            }
        }
    }

    private void noteRef(JsonParser parser) {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            ref = value >= 1 && value <= Limits.INTEGER ? value : 0;
        }
    }

    boolean wellFormed() {
        return wellFormed && kindFirst && kind != null;
    }

    String kind() {
        return kind == null ? "" : kind;
    }

    long ref() {
        return ref;
    }

    @Nullable CommandId cid() {
        return cid;
    }

    /// The last field whose value is `null`: a field that has nothing to say is left out instead.
    @Nullable String nullField() {
        return nullField;
    }
}
