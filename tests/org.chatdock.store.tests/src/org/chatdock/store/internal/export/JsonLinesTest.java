// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static org.chatdock.store.internal.export.Folder.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationExport.Format;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.testkit.MessageZoo;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

class JsonLinesTest {
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {
    };
    private static final String ODD = "a\ud83db\ude00 \ud83d\ude00\r\n\u0000\u0085\u2028\u2029\"\\\u001b\uffff";
    /** Jackson reads no half pairs in keys, so none can come by the line either. */
    private static final String ODD_KEY = ODD.substring(ODD.indexOf(' '));
    private final Folder folder = new Folder();
    private final ObjectMapper mapper = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

    /** What a reader makes of every line; lines end where any reader thinks that they do. */
    private List<Map<String, Object>> read() throws IOException {
        String text = folder.text(Format.JSON_LINES, Locale.ENGLISH);
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String line : text.split("\\R")) {
            objects.add(mapper.readValue(line, OBJECT));
        }
        assertEquals(text.length() - 1, text.lastIndexOf('\n'));
        return objects;
    }

    private List<StoredMessage> messages() throws IOException {
        List<StoredMessage> messages = new ArrayList<>();
        for (Map<String, Object> line : read()) {
            if (line.get("kind").equals("message")) {
                messages.add(new StoredMessage(message(line), ((Number) line.get("arrival")).longValue(),
                        ((Boolean) line.get("understood")).booleanValue(), ((Number) line.get("version")).longValue(),
                        ((Boolean) line.get("recalled")).booleanValue()));
            }
        }
        return messages;
    }

    private static Message message(Map<String, Object> line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) line.get("message")).forEach((key, value) -> fields.put((String) key, value));
        return new Message(new MessageId(text(fields, "MsgId")), new ConversationId(text(fields, "GroupId")),
                text(fields, "From"), text(fields, "To"), text(fields, "FromType"), text(fields, "MsgType"),
                text(fields, "Content"),
                new Attachment(text(fields, "KfPicUrl"), text(fields, "KfFileUrl"), text(fields, "MediaId")),
                time(fields.remove("MsgTime")), fields);
    }

    private static String text(Map<String, Object> fields, String key) {
        return (String) fields.remove(key);
    }

    private static Instant time(Object millis) {
        BigDecimal seconds = new BigDecimal(millis.toString()).movePointLeft(3);
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.ofEpochSecond(whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9)
                .longValueExact());
    }

    @Test
    void everyMessageComesBackExactly() throws IOException {
        MessageZoo.messages().forEach(folder::add);
        folder.add(Messages.builder("ann", ODD).from(ODD).to(ODD).fromType(ODD).type(ODD).content(ODD)
                .attachment(new Attachment(ODD, ODD, ODD)).extra(ODD_KEY, ODD).build(), false, 0, false);
        folder.add(Messages.fromCustomer("ann", "edited", "better"), true, Long.MAX_VALUE, false);
        folder.add(Messages.fromCustomer("ann", "recalled", ""), true, 1, true);
        folder.add(Messages.builder("ann", "dawn").time(Instant.MIN).build());
        folder.add(Messages.builder("ann", "doom").time(Instant.MAX).build());
        folder.add(MessageZoo.large(Messages.fromCustomer("ann", "large", "")));
        assertEquals(folder.messages, messages());
    }

    @Test
    void timesAreMillisecondsAsTheGatewayWritesThem() throws IOException {
        folder.add(Messages.builder("ann", "1").time(Instant.ofEpochMilli(1_700_000_000_000L)).build());
        assertEquals(Long.valueOf(1_700_000_000_000L), ((Map<?, ?>) read().get(1).get("message")).get("MsgTime"));
    }

    @Test
    void manyFieldsInsideEachOtherAreNoObstacle() {
        Object deep = "deep";
        for (int i = 0; i < 1_500; i++) {
            deep = List.of(deep);
        }
        folder.add(Messages.builder("ann", "1").extra("deep", deep).build());
        assertFalse(folder.text(Format.JSON_LINES, Locale.ENGLISH).isEmpty());
    }

    @Test
    void aFurtherFieldIsNeverTakenForOneOfTheProtocol() throws IOException {
        Message message = Messages.builder("ann", "1").extra("MsgId", "2").extra("msgTime", 5).build();
        folder.add(message);
        assertEquals(List.of(Messages.builder("ann", "1").build()),
                messages().stream().map(StoredMessage::message).toList());
    }

    @Test
    void theFirstLineTellsOfTheConversation() throws IOException {
        folder.customers.put(ANN, new Customer(ODD, "Paris"));
        folder.tags = Set.of("b", "a", ODD + "c");
        Map<String, Object> line = read().get(0);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("kind", "conversation");
        expected.put("format", "chatdock-conversation");
        expected.put("version", Integer.valueOf(1));
        expected.put("id", "ann");
        expected.put("customer", ODD);
        expected.put("detail", "Paris");
        expected.put("exported", "2026-02-03T04:05:06Z");
        expected.put("tags", List.of("a", ODD + "c", "b"));
        assertEquals(expected, line);
        folder.customers.clear();
        assertFalse(read().get(0).containsKey("customer"));
    }

    @Test
    void notesStandAtTheEnd() throws IOException {
        folder.add(Messages.fromCustomer("ann", "1"));
        folder.note(new MessageId("1"), "lin", ODD);
        folder.note(null, ODD, "text");
        List<Map<String, Object>> lines = read();
        assertEquals(4, lines.size());
        assertEquals(Map.of("kind", "note", "id", Integer.valueOf(1), "MsgId", "1", "author", "lin", "text", ODD, "time",
                "2026-02-03T04:05:06Z"), lines.get(2));
        assertEquals(Map.of("kind", "note", "id", Integer.valueOf(2), "author", ODD, "text", "text", "time",
                "2026-02-03T04:05:06Z"), lines.get(3));
    }
}
