// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;

/** Messages as a gateway may send them, on a bad day too. Always the same ones. */
public final class MessageZoo {
    /** How many characters {@link #large} has: as many as fit into the largest frame that is taken. */
    public static final int LARGE = 4 * 1024 * 1024;
    private static final String CUSTOMER = "zoo-customer";
    private static final List<String> TYPES = List.of(MessageType.TEXT, MessageType.IMAGE, MessageType.FILE,
            MessageType.VOICE, MessageType.VIDEO, MessageType.LINK, MessageType.EVENT);
    private static final Attachment EVERYTHING = new Attachment("https://pictures.example.com/1.png",
            "https://files.example.com/1.pdf", "media-1");

    private MessageZoo() {
    }

    /**
     * Every type that Chatdock brings and some that nobody knows; with and without content and attachment; with odd
     * ids, senders, times and texts; with fields that the protocol does not name. All ids differ.
     */
    public static List<Message> messages() {
        List<Message> zoo = new ArrayList<>();
        for (String type : TYPES) {
            zoo.add(of("zoo-full-" + type).type(type).content("content").attachment(EVERYTHING).build());
            zoo.add(of("zoo-text-" + type).type(type).content("content").build());
            zoo.add(of("zoo-attachment-" + type).type(type).attachment(EVERYTHING).build());
            zoo.add(of("zoo-empty-" + type).type(type).build());
        }
        zoo.add(foreign());
        zoo.add(of("zoo-no-type").type("").build());
        zoo.add(of("zoo-odd-type").type(" Text\n|\u0000").content("content").build());
        zoo.add(of("zoo-no-sender").from("").to("").fromType("").build());
        zoo.add(of("zoo-agent").from(Messages.AGENT).to(CUSTOMER).fromType(SenderType.AGENT).build());
        zoo.add(of("zoo-system").from("").fromType(SenderType.SYSTEM).build());
        zoo.add(of("zoo-strange-sender").fromType("robot|\n").build());
        zoo.add(Messages.builder("", "zoo-no-customer").content("content").build());
        zoo.add(Messages.builder("c|\n\u202e\ud83d\ude00".repeat(200), "zoo-odd-customer").build());
        zoo.add(of(" ").build());
        zoo.add(of("zoo|\r\n\u0000\ud83d\ude00'\"\\%/../").build());
        zoo.add(of("9".repeat(5_000)).build());
        zoo.add(of("zoo-epoch").time(Instant.EPOCH).build());
        zoo.add(of("zoo-future").time(Instant.parse("9999-12-31T23:59:59.999999999Z")).build());
        zoo.add(of("zoo-past").time(Instant.parse("0001-01-01T00:00:00Z")).build());
        zoo.add(of("zoo-blank").content(" \t\r\n\u00a0\u3000").build());
        zoo.add(of("zoo-control").content("a\u0000b\u001b[31mc\u0007\u2028\u2029").build());
        zoo.add(of("zoo-broken-surrogate").content("a\ud83db\ude00").build());
        zoo.add(of("zoo-both-ways").content("\u202eabc\u202c \u05d0\u05d1\u05d2 \u0627\u0644").build());
        zoo.add(of("zoo-long-word").content("w".repeat(3_000)).build());
        zoo.add(of("zoo-many-lines").content("line\n".repeat(1_000)).build());
        zoo.add(of("zoo-markup").content("<b>&amp;</b><script>1</script> %s {0} ${x} &File").build());
        zoo.add(of("zoo-json").content("{\"a\":[1,{\"b\":null}").build());
        zoo.add(of("zoo-odd-addresses").type(MessageType.IMAGE)
                .attachment(new Attachment("javascript:1", "file:///etc/passwd", " ")).build());
        zoo.add(withUnknownFields(of("zoo-fields").content("content").build()));
        return zoo;
    }

    /** A message of a type that no bundle knows. */
    public static Message foreign() {
        return of("zoo-foreign").type("zoo.nobodyKnowsThisType").content("content").extra("field", "value").build();
    }

    /** The same message with fields that nobody has told of: texts, numbers, null, lists and maps inside each other. */
    public static Message withUnknownFields(Message message) {
        Map<String, Object> extra = new LinkedHashMap<>(message.extra());
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("nothing", null);
        inner.put("list", Arrays.asList("text", null, List.of(), Map.of("deep", List.of(1, 2))));
        extra.put("zooText", "text");
        extra.put("zooEmpty", "");
        extra.put("", "no name");
        extra.put("zoo (odd)=*|\n", Boolean.TRUE);
        extra.put("zooNumber", Long.valueOf(Long.MAX_VALUE));
        extra.put("zooLargeNumber", new BigInteger("9".repeat(60)));
        extra.put("zooFraction", new BigDecimal("0.1000000000000000000000000001"));
        extra.put("zooNull", null);
        extra.put("zooList", Arrays.asList(1, "two", null, Boolean.FALSE));
        extra.put("zooMap", inner);
        return with(message, message.content(), message.attachment(), extra);
    }

    /** The message with each thing left out that need not be there: content, attachment, each extra field; then all. */
    public static List<Message> without(Message message) {
        List<Message> less = new ArrayList<>();
        if (!message.content().isEmpty()) {
            less.add(with(message, "", message.attachment(), message.extra()));
        }
        if (!message.attachment().isEmpty()) {
            less.add(with(message, message.content(), Attachment.NONE, message.extra()));
        }
        for (String key : message.extra().keySet()) {
            Map<String, Object> others = new LinkedHashMap<>(message.extra());
            others.remove(key);
            less.add(with(message, message.content(), message.attachment(), others));
        }
        less.add(with(message, "", Attachment.NONE, Map.of()));
        return less;
    }

    /** The message with each extra field, one after the other, as something that it should not be. */
    public static List<Message> withOddFields(Message message) {
        List<Message> odd = new ArrayList<>();
        for (String key : message.extra().keySet()) {
            for (Object value : Arrays.asList(null, "", "zoo", -1, new BigDecimal("1e400"), Boolean.TRUE, List.of(),
                    Map.of())) {
                Map<String, Object> extra = new LinkedHashMap<>(message.extra());
                extra.put(key, value);
                odd.add(with(message, message.content(), message.attachment(), extra));
            }
        }
        return odd;
    }

    /** All of {@link #messages()}, said to be of the type, the sender and the receiver of this one. */
    public static List<Message> like(Message message) {
        return messages().stream().map(odd -> new Message(odd.id(), odd.conversation(), odd.from(), message.to(),
                message.fromType(), message.type(), odd.content(), odd.attachment(), odd.time(), odd.extra()))
                .toList();
    }

    /** The message with {@value #LARGE} characters of content: words and a few lines. */
    public static Message large(Message message) {
        String line = "many words, and none of them matters, ".repeat(20) + '\n';
        return withContent(message, line.repeat(LARGE / line.length() + 1).substring(0, LARGE));
    }

    /** The message with another content. */
    public static Message withContent(Message message, String content) {
        return with(message, content, message.attachment(), message.extra());
    }

    /** The message with one extra field more, or another value for one. */
    public static Message withField(Message message, String key, Object value) {
        Map<String, Object> extra = new LinkedHashMap<>(message.extra());
        extra.put(key, value);
        return with(message, message.content(), message.attachment(), extra);
    }

    /** The message under another id and, if it has a conversation, in another one. */
    public static Message elsewhere(Message message, String suffix) {
        ConversationId conversation = new ConversationId(message.conversation().value() + suffix);
        String from = message.from().equals(message.conversation().value()) ? conversation.value() : message.from();
        String to = message.to().equals(message.conversation().value()) ? conversation.value() : message.to();
        return new Message(new MessageId(message.id().value() + suffix), conversation, from, to, message.fromType(),
                message.type(), message.content(), message.attachment(), message.time(), message.extra());
    }

    private static Message with(Message message, String content, Attachment attachment, Map<String, Object> extra) {
        return new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), content, attachment, message.time(), extra);
    }

    private static Messages.Builder of(String id) {
        return Messages.builder(CUSTOMER, id);
    }
}
