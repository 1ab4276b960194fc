// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.StoredMessage;

/** One message in a page. */
final class HtmlMessage {
    /** What is understood without its further fields. */
    private static final Set<String> KNOWN = Set.of(MessageType.TEXT, MessageType.IMAGE, MessageType.FILE,
            MessageType.VOICE, MessageType.VIDEO, MessageType.LINK, MessageType.EVENT);

    private final Words words;
    private final HtmlTime times;
    private final String customer;

    /** @param customer what the customer is called */
    HtmlMessage(Words words, HtmlTime times, String customer) {
        this.words = words;
        this.times = times;
        this.customer = customer;
    }

    /** @param anchor its id in the page; null if it needs none */
    void write(StoredMessage stored, String anchor, Writer out) throws IOException {
        Message message = stored.message();
        String id = anchor == null ? "" : " id=\"" + anchor + '"';
        out.write("<li class=\"" + side(message) + (stored.understood() ? "" : " unknown") + '"' + id + ">\n");
        out.write("<p class=\"head\"><b>" + sender(message) + "</b> " + times.of(message.time()) + marks(stored)
                + "</p>\n");
        if (!message.content().isEmpty()) {
            out.write("<div class=\"text\" dir=\"auto\" lang=\"\">");
            out.write(HtmlText.escape(message.content()));
            out.write("</div>\n");
        }
        attachment(message.attachment(), out);
        if (!message.extra().isEmpty()) {
            fields(stored, out);
        }
        out.write("</li>\n");
    }

    private static String side(Message message) {
        return switch (message.fromType()) {
            case SenderType.USER -> "customer";
            case SenderType.AGENT -> "agent";
            default -> "notice";
        };
    }

    private String sender(Message message) {
        String who = message.from().isBlank() ? "" : " (" + HtmlText.isolated(message.from()) + ')';
        return switch (message.fromType()) {
            case SenderType.USER -> HtmlText.isolated(customer);
            case SenderType.AGENT -> words.html("agent") + who;
            case SenderType.SYSTEM -> words.html("system");
            default -> HtmlText.isolated(message.fromType().isBlank() ? "?" : message.fromType()) + who;
        };
    }

    private String marks(StoredMessage stored) {
        String type = stored.message().type();
        String marks = "";
        if (!stored.understood()) {
            marks += mark(type.isBlank() ? words.html("untyped") : words.html("unknown", HtmlText.isolated(type)));
        } else if (!type.equals(MessageType.TEXT)) {
            marks += mark(type.isBlank() ? words.html("untyped")
                    : KNOWN.contains(type) ? words.html("type." + type) : words.html("type", HtmlText.isolated(type)));
        }
        if (stored.recalled()) {
            marks += mark(words.html("recalled"));
        } else if (stored.version() > 0) {
            marks += mark(words.html("edited"));
        }
        return marks;
    }

    private static String mark(String html) {
        return " <span class=\"mark\">" + html + "</span>";
    }

    private void attachment(Attachment attachment, Writer out) throws IOException {
        part("picture", HtmlText.address(attachment.pictureUrl()), attachment.pictureUrl(), out);
        part("file", HtmlText.address(attachment.fileUrl()), attachment.fileUrl(), out);
        part("media", HtmlText.isolated(attachment.mediaId()), attachment.mediaId(), out);
    }

    private void part(String key, String html, String value, Writer out) throws IOException {
        if (!value.isBlank()) {
            out.write("<p class=\"part\">" + words.html(key) + ": " + html + "</p>\n");
        }
    }

    /** Folded if the message says enough without. */
    private void fields(StoredMessage stored, Writer out) throws IOException {
        boolean folded = stored.understood() && KNOWN.contains(stored.message().type());
        out.write(folded ? "<details>" : "<details open=\"\">");
        out.write("<summary>" + words.html("fields") + "</summary>\n<dl>\n");
        for (Map.Entry<String, Object> field : stored.message().extra().entrySet()) {
            Object value = field.getValue();
            out.write("<div><dt>" + HtmlText.isolated(field.getKey()) + "</dt><dd dir=\"auto\" lang=\"\">"
                    + HtmlText.escape(value instanceof String text ? text : JsonText.of(value)) + "</dd></div>\n");
        }
        out.write("</dl>\n</details>\n");
    }
}
