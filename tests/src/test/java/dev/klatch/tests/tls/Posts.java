package dev.klatch.tests.tls;

import java.util.UUID;

/// Messages into the room that all are in.
final class Posts {
    private Posts() {}

    /// Says this, as one who was welcomed so.
    static String post(String welcome, String text) {
        UUID random = UUID.randomUUID();
        String cid =
                "019b76da"
                        + random.toString().substring(8, 14)
                        + "7"
                        + random.toString().substring(15);
        return "{\"kind\":\"post\",\"ref\":1,\"cid\":\""
                + cid
                + "\",\"epoch\":\""
                + field(welcome, "epoch")
                + "\",\"conversation\":\""
                + field(welcome, "everyone")
                + "\",\"text\":\""
                + text
                + "\"}";
    }

    private static String field(String json, String name) {
        return json.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }
}
