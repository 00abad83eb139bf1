package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// Frames to JSON and back. Reading what a client sent is strict and total: the outcome is a frame
/// or a numbered refusal, never an exception. Reading what a server sent is tolerant: unknown
/// fields are ignored, an unknown kind keeps its place. Safe to use from any thread.
public final class FrameCodec {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Limits.JSON_DEPTH)
                                    .maxNumberLength(32)
                                    .maxNameLength(128)
                                    .maxStringLength(Limits.FRAME_BYTES)
                                    .build())
                    .build();

    /// For what holds passwords: its buffers are nobody's afterwards.
    private static final JsonFactory SECRET_JSON =
            JSON.rebuild().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

    private static final JsonMapper STRICT = mapper(JSON, true);
    private static final JsonMapper SECRET = mapper(SECRET_JSON, true);
    private static final JsonMapper TOLERANT = mapper(new JsonFactory(), false);
    private static final ObjectReader CLIENT_FRAME = STRICT.readerFor(ClientFrame.class);
    private static final ObjectReader SIGN_IN = SECRET.readerFor(SignIn.class);
    private static final ObjectReader ACCOUNT_ORDER = SECRET.readerFor(AccountOrder.class);
    private static final ObjectReader SERVER_FRAME = TOLERANT.readerFor(ServerFrame.class);
    private static final ObjectWriter FRAME = STRICT.writer();
    private static final ObjectWriter CONTENT =
            STRICT.rebuild().addMixIn(Command.class, WithoutEnvelope.class).build().writer();

    private FrameCodec() {}

    private static JsonMapper mapper(JsonFactory json, boolean strict) {
        JsonMapper.Builder builder =
                JsonMapper.builder(json)
                        .annotationIntrospector(new RequiredUnlessNullable())
                        .changeDefaultPropertyInclusion(inclusion ->
                                inclusion.withValueInclusion(
                                        com.fasterxml.jackson.annotation.JsonInclude.Include
                                                .NON_NULL))
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        if (strict) {
            builder.enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
            builder.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
            builder.withCoercionConfig(
                    LogicalType.Textual,
                    config -> {
                        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                        config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                        config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                    });
        } else {
            builder.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            builder.enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);
        }
        return builder.build();
    }

    static JsonMapper tolerant() {
        return TOLERANT;
    }

    /// What a command says: the same for each try of it, whatever its `ref`, `cid` and `epoch`.
    public static byte[] content(Command command) {
        return CONTENT.writeValueAsBytes(command);
    }

    @JsonIgnoreProperties({"ref", "cid", "epoch"})
    private interface WithoutEnvelope {}

    /// The bytes of a frame, as UTF-8 JSON with `kind` first.
    public static byte[] encode(Object frame) {
        return FRAME.writeValueAsBytes(frame);
    }

    /// Reads a client's frame.
    public static Decoded decodeClient(String text) {
        return switch (decode(CLIENT_FRAME, JSON, text)) {
            case ClientFrame frame -> new Decoded.Frame(frame);
            case Refused refused -> new Decoded.Broken(refused);
            case Object other -> throw new IllegalStateException(other.getClass().getName());
        };
    }

    /// What a server would make of the form of a frame before it is sent: the frame, or the refusal
    /// with which it would be answered.
    public static Decoded tried(Supplier<? extends ClientFrame> making) {
        byte[] bytes;
        try {
            bytes = encode(making.get());
        } catch (FieldFault fault) {
            return new Decoded.Broken(refused(0, null, fault, fault.field()));
        }
        if (bytes.length > Limits.FRAME_BYTES) {
            Refused tooLarge = Refused.of(0, Refusal.FRAME_TOO_LARGE);
            return new Decoded.Broken(tooLarge.about(null, (long) Limits.FRAME_BYTES));
        }
        return decodeClient(new String(bytes, StandardCharsets.UTF_8));
    }

    /// What a server would make of a sign-in before it is sent: the [SignIn], or the [Refused] with
    /// which it would be answered.
    public static Object triedSignIn(Supplier<? extends SignIn> making) {
        try {
            return making.get();
        } catch (FieldFault fault) {
            return refused(0, null, fault, fault.field());
        }
    }

    /// Reads the body of `POST /api/session`: a [SignIn] or a [Refused].
    public static Object decodeSignIn(String text) {
        return decode(SIGN_IN, SECRET_JSON, text);
    }

    /// Reads the body of a request about the own account: an [AccountOrder] or a [Refused].
    public static Object decodeAccountOrder(String text) {
        return decode(ACCOUNT_ORDER, SECRET_JSON, text);
    }

    private static Object decode(ObjectReader reader, JsonFactory json, String text) {
        Outline outline = Outline.of(json, text);
        if (!outline.wellFormed()) {
            return Refused.of(outline.ref(), Refusal.MALFORMED).command(outline.cid());
        }
        if (outline.nullField() != null) {
            return refused(outline, Refusal.WRONG_TYPE, outline.nullField(), null);
        }
        try {
            return reader.readValue(text);
        } catch (JacksonException broken) {
            return refused(outline, broken);
        }
    }

    private static Refused refused(Outline outline, JacksonException broken) {
        String field = field(broken);
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof FieldFault fault) {
                String named = fault.field() == null ? field : fault.field();
                return refused(outline.ref(), outline.cid(), fault, named);
            }
        }
        if (broken instanceof UnrecognizedPropertyException) {
            return refused(outline, Refusal.UNKNOWN_FIELD, field, null);
        }
        if (broken instanceof InvalidTypeIdException) {
            return refused(outline, Refusal.UNKNOWN_KIND, "kind", null);
        }
        String message = broken.getOriginalMessage();
        boolean missing = message != null && message.startsWith("Missing required");
        return refused(outline, missing ? Refusal.MISSING_FIELD : Refusal.WRONG_TYPE, field, null);
    }

    private static Refused refused(
            Outline outline, Refusal refusal, @Nullable String field, @Nullable Long limit) {
        String words = refusal.message() + about(field, limit);
        return Refused.of(outline.ref(), refusal, words).about(field, limit).command(outline.cid());
    }

    private static Refused refused(
            long ref, @Nullable CommandId cid, FieldFault fault, @Nullable String field) {
        String words = fault.refusal().message() + about(field, fault.limit());
        return Refused.of(ref, fault.refusal(), words).about(field, fault.limit()).command(cid);
    }

    private static String about(@Nullable String field, @Nullable Long limit) {
        String bound = limit == null ? "" : ", limit " + limit;
        return field == null ? "" : " (" + field + bound + ")";
    }

    private static @Nullable String field(JacksonException broken) {
        if (!(broken instanceof DatabindException databind) || databind.getPath().isEmpty()) {
            return null;
        }
        String name = databind.getPath().getLast().getPropertyName();
        return name == null || name.length() > 64 ? null : name;
    }

    /// Reads a server's frame. Unknown kinds become [Event.Opaque] when they have a place in a
    /// conversation, else [Notice.Unknown].
    ///
    /// @throws IllegalArgumentException if this is not JSON, or a known kind lacks what it must
    ///   have: the other side is not a Klatch server
    public static ServerFrame decodeServer(String text) {
        ServerFrame frame;
        try {
            frame = SERVER_FRAME.readValue(text);
        } catch (InvalidTypeIdException unknownKind) {
            return unknown(text);
        } catch (JacksonException notAFrame) {
            throw new IllegalArgumentException("not a server frame", notAFrame);
        }
        if (frame == null) {
            throw new IllegalArgumentException("not a server frame: null");
        }
        return frame;
    }

    private static ServerFrame unknown(String text) {
        JsonNode tree;
        try {
            tree = TOLERANT.readTree(text);
        } catch (JacksonException tornOff) {
            throw new IllegalArgumentException("not a server frame", tornOff);
        }
        JsonNode conversation = tree.path("conversation");
        JsonNode seq = tree.path("seq");
        boolean counted = seq.isIntegralNumber() && seq.canConvertToLong();
        if (counted && conversation.isString() && !tree.has("ref")) {
            try {
                return new Event.Opaque(
                        ConversationId.parse(conversation.asString()),
                        seq.asLong(),
                        tree.path("time").asLong(0));
            } catch (FieldFault idOfAnotherForm) {
                return new Notice.Unknown(tree.path("kind").asString(""));
            }
        }
        return new Notice.Unknown(tree.path("kind").asString(""));
    }

    /// Reads the server's answer to a sign-in.
    ///
    /// @throws IllegalArgumentException if this is not JSON of that form
    public static SessionOpened decodeSession(String text) {
        try {
            return TOLERANT.readValue(text, SessionOpened.class);
        } catch (JacksonException notASession) {
            throw new IllegalArgumentException("not a session", notASession);
        }
    }

    /// Reads what a server says of itself.
    ///
    /// @throws IllegalArgumentException if this is not JSON of that form
    public static ServerCard decodeCard(String text) {
        try {
            return TOLERANT.readValue(text, ServerCard.class);
        } catch (JacksonException notACard) {
            throw new IllegalArgumentException("not a server", notACard);
        }
    }
}
