// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.message;

/**
 * The values of {@code MsgType} that Chatdock brings handlers for. Other bundles add their own; that is why
 * {@link Message#type()} is a text.
 */
public final class MessageType {
    public static final String TEXT = "text";
    public static final String IMAGE = "image";
    public static final String FILE = "file";
    public static final String VOICE = "voice";
    public static final String VIDEO = "video";
    public static final String LINK = "link";
    public static final String EVENT = "event";

    private MessageType() {
    }
}
