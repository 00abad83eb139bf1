package dev.klatch.tests.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The values for which the words of a script that begin with `$` stand.
final class Placeholders {
    private static final String ANY = "$_";

    private final Map<String, JsonNode> bound = new HashMap<>();

    /// From now on the word stands for this value; if it stood for another, that is an error.
    void bind(String word, JsonNode value) {
        JsonNode before = bound.putIfAbsent(word, value);
        if (before != null && !before.equals(value)) {
            throw new AssertionError(word + " is " + before + ", not " + value);
        }
    }

    /// The frame with values for its words.
    JsonNode filled(JsonNode template, Supplier<String> freshCid) {
        if (isWord(template)) {
            String word = template.stringValue();
            if (word.startsWith("$cid") && !bound.containsKey(word)) {
                bind(word, Vectors.JSON.getNodeFactory().stringNode(freshCid.get()));
            }
            JsonNode value = bound.get(word);
            if (value == null) {
                throw new IllegalStateException(word + " stands for nothing yet");
            }
            return value;
        }
        if (isKey(template)) {
            JsonNode value = bound.get(word(template));
            if (value == null) {
                throw new IllegalStateException(template + " is about nobody known yet");
            }
            return Vectors.JSON.getNodeFactory().stringNode(key(template, value));
        }
        if (template.isArray()) {
            var list = Vectors.JSON.createArrayNode();
            template.forEach(entry -> list.add(filled(entry, freshCid)));
            return list;
        }
        if (template.isObject()) {
            ObjectNode object = Vectors.JSON.createObjectNode();
            template.properties()
                    .forEach(member ->
                            object.set(member.getKey(), filled(member.getValue(), freshCid)));
            return object;
        }
        return template;
    }

    /// Compares what was heard with what should be, member by member, and binds new words.
    void match(JsonNode expected, JsonNode heard) {
        JsonNode value = isKey(expected) ? bound.get(word(expected)) : null;
        if (value != null) {
            match(Vectors.JSON.getNodeFactory().stringNode(key(expected, value)), heard);
            return;
        }
        boolean known =
                !isWord(expected)
                        && expected.getNodeType() == heard.getNodeType()
                        && expected.size() == heard.size();
        if (isWord(expected)) {
            if (!expected.stringValue().equals(ANY)) {
                bind(expected.stringValue(), heard);
            }
        } else if (known && expected.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                match(expected.get(i), heard.get(i));
            }
        } else if (known && expected.isObject() && names(expected).equals(names(heard))) {
            expected.properties()
                    .forEach(member -> match(member.getValue(), heard.path(member.getKey())));
        } else if (!expected.equals(heard)) {
            throw new AssertionError("expected " + expected + "\nbut heard " + heard);
        }
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    /// Whether this is a key, such as `block:$bob`, that is about what a word stands for.
    private static boolean isKey(JsonNode node) {
        return node.isString() && node.stringValue().matches("[a-z]+:\\$[a-zA-Z0-9_]+");
    }

    private static String word(JsonNode key) {
        return key.stringValue().substring(key.stringValue().indexOf('$'));
    }

    private static String key(JsonNode key, JsonNode value) {
        return key.stringValue().replace(word(key), value.stringValue());
    }

    private static boolean isWord(JsonNode node) {
        return node.isString() && node.stringValue().matches("\\$[a-zA-Z0-9_]+");
    }
}
