// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads a text frame as a message, by the gateway's protocol. Any thread. */
public final class FrameDecoder {
    /** Above it a time is in milliseconds, below in seconds. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;
    /** The year 9999: beyond it a number is no time, and sums with it overflow. */
    private static final long LARGEST_MILLIS = 253_402_300_799_999L;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Clock clock;

    public FrameDecoder(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param payload the frame's UTF-8 bytes; read to the end, not kept
     * @return empty if the frame is not a JSON object: a sign of life and nothing else
     */
    public Optional<Message> decode(ByteBuffer payload) {
        ByteBuffer frame = payload.hasArray() ? payload.slice() : copy(payload.slice());
        payload.position(payload.limit());
        try (JsonParser parser = JSON.createParser(frame.array(), frame.arrayOffset(), frame.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Fields fields = new Fields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.read(name, parser);
            }
            return parser.nextToken() == null ? Optional.of(fields.message(frame)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        return ByteBuffer.allocate(payload.remaining()).put(payload).flip();
    }

    /** The fields of one frame. Of a key that stands twice the last counts, as in JavaScript. */
    private final class Fields {
        private String id = "";
        private String conversation = "";
        private String from = "";
        private String to = "";
        private String fromType = "";
        private String type = "";
        private String content = "";
        private String pictureUrl = "";
        private String fileUrl = "";
        private String mediaId = "";
        private Instant time;
        private Map<String, Object> extra = Map.of();

        void read(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "MsgId" -> id = text(parser);
                case "GroupId" -> conversation = text(parser);
                case "From" -> from = text(parser);
                case "To" -> to = text(parser);
                case "FromType" -> fromType = text(parser);
                case "MsgType" -> type = text(parser);
                case "Content" -> content = text(parser);
                case "KfPicUrl" -> pictureUrl = text(parser);
                case "KfFileUrl" -> fileUrl = text(parser);
                case "MediaId" -> mediaId = text(parser);
                case "MsgTime", "msgTime" -> time = time(parser, time);
                default -> {
                    if (extra.isEmpty()) {
                        extra = new LinkedHashMap<>();
                    }
                    extra.put(name, JSON.readValue(parser, Object.class));
                }
            }
        }

        Message message(ByteBuffer frame) {
            return new Message(id.isEmpty() ? MessageId.derived(sha256(frame)) : new MessageId(id),
                    new ConversationId(conversation), from, to, fromType, type, content,
                    new Attachment(pictureUrl, fileUrl, mediaId), time == null ? clock.instant() : time, extra);
        }
    }

    /** A scalar as it stands in the frame, digit for digit; null as the empty text; anything else as JSON. */
    private static String text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> "";
            case START_OBJECT, START_ARRAY -> JSON.readTree(parser).toString();
            default -> parser.getText();
        };
    }

    /** Seconds or milliseconds since 1970; what is no such number changes nothing. */
    private static Instant time(JsonParser parser, Instant otherwise) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
            // The usual form, without the way over text and BigDecimal.
            long number = parser.getLongValue();
            long millis = number > LARGEST_SECONDS ? number : number * 1_000;
            return number >= 0 && millis <= LARGEST_MILLIS ? Instant.ofEpochMilli(millis) : otherwise;
        }
        return time(text(parser), otherwise);
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            BigDecimal number = new BigDecimal(text.trim());
            BigDecimal millis = number.compareTo(BigDecimal.valueOf(LARGEST_SECONDS)) > 0 ? number
                    : number.movePointRight(3);
            if (millis.signum() >= 0 && millis.compareTo(BigDecimal.valueOf(LARGEST_MILLIS)) <= 0) {
                return Instant.ofEpochMilli(millis.longValue());
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Not a number, or one beyond all bounds: the message counts as one without a time.
        }
        return otherwise;
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
