// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.net.URI;
import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.ui.internal.model.FileName;
import org.chatdock.ui.internal.model.Links;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.GC;

/** What a {@link CardBody} shows of a message. The address is empty if there is none that can be opened. */
record Card(Sign sign, String title, String subtitle, String address, boolean isFile) {
    static final Card NONE = new Card(Sign.FILE, "", "", "", false);
    private static final List<String> DURATION = List.of("Duration", "duration", "VoiceTime", "PlayTime", "playTime");
    private static final List<String> TITLE = List.of("Title", "title");
    /** More than any window shows; measuring a text takes time. */
    private static final int LONGEST = 400;

    Card {
        title = cut(title);
        subtitle = cut(subtitle);
    }

    /** The picture on the left, drawn in the colour of the text. */
    enum Sign {
        FILE {
            @Override
            void paint(GC gc, int x, int y) {
                gc.drawPolyline(new int[] { x + 20, y, x + 4, y, x + 4, y + 34, x + 28, y + 34, x + 28, y + 8, x + 20,
                        y, x + 20, y + 8, x + 28, y + 8 });
                gc.drawLine(x + 10, y + 17, x + 22, y + 17);
                gc.drawLine(x + 10, y + 24, x + 22, y + 24);
            }
        },
        VOICE {
            @Override
            void paint(GC gc, int x, int y) {
                gc.drawRoundRectangle(x + 11, y, 10, 20, 10, 10);
                gc.drawArc(x + 6, y + 6, 20, 20, 180, 180);
                gc.drawLine(x + 16, y + 26, x + 16, y + 32);
                gc.drawLine(x + 10, y + 33, x + 22, y + 33);
            }
        },
        VIDEO {
            @Override
            void paint(GC gc, int x, int y) {
                gc.drawRoundRectangle(x, y + 5, 32, 24, 6, 6);
                gc.drawPolygon(new int[] { x + 12, y + 11, x + 12, y + 23, x + 22, y + 17 });
            }
        },
        LINK {
            @Override
            void paint(GC gc, int x, int y) {
                gc.drawOval(x + 2, y + 3, 28, 28);
                gc.drawOval(x + 10, y + 3, 12, 28);
                gc.drawLine(x + 3, y + 12, x + 29, y + 12);
                gc.drawLine(x + 3, y + 22, x + 29, y + 22);
            }
        };

        abstract void paint(GC gc, int x, int y);
    }

    static Card of(Message message) {
        String file = web(message.attachment().fileUrl());
        return switch (message.type()) {
            case MessageType.VOICE -> new Card(Sign.VOICE, Messages.Voice_title, duration(message), file, true);
            case MessageType.VIDEO -> new Card(Sign.VIDEO, Messages.Video_title, duration(message), file, true);
            case MessageType.LINK -> link(message, file);
            default -> new Card(Sign.FILE, FileName.of(message), host(file), file, true);
        };
    }

    private static Card link(Message message, String file) {
        String content = message.content().strip();
        String address = file;
        for (Links.Range range : Links.in(content)) {
            if (address.isEmpty()) {
                address = content.substring(range.start(), range.start() + range.length());
            }
        }
        String title = extra(message, TITLE);
        if (title.isEmpty()) {
            title = content.replace(address.isEmpty() ? "\0" : address, "").replaceAll("\\s+", " ").strip();
        }
        return new Card(Sign.LINK, title.isEmpty() ? Messages.Link_unnamed : title, address, address, false);
    }

    private static String duration(Message message) {
        String seconds = extra(message, DURATION);
        return seconds.isEmpty() ? "" : NLS.bind(Messages.Voice_duration, seconds);
    }

    private static String extra(Message message, List<String> keys) {
        for (String key : keys) {
            Object value = message.extra().get(key);
            if (value instanceof String || value instanceof Number) {
                return value.toString().strip();
            }
        }
        return "";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + '\u2026' : text;
    }

    private static String web(String address) {
        return Links.isLink(address) ? address : "";
    }

    private static String host(String address) {
        try {
            String host = address.isEmpty() ? null : URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (@SuppressWarnings("unused") IllegalArgumentException e) {
            // An address that only a browser understands.
            return "";
        }
    }
}
