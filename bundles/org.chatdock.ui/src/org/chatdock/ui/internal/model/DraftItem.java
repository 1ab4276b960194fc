// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.Outgoing;

/**
 * A message of its own that goes before the text of a draft: a picture, a file, or a part of a quick reply. Two are
 * never equal: the same picture may be sent twice. Belongs to the UI thread.
 */
public final class DraftItem {
    /** How far it is. */
    public enum State {
        /** It can be sent. */
        READY,
        /** Its file is on its way to the gateway. */
        UPLOADING,
        /** Its file did not get there. */
        FAILED
    }

    private final String name;
    private final String text;
    private final Set<String> marks;
    private String type;
    private Attachment attachment;
    private State state;
    private String problem = "";
    private boolean canRetry;
    /** Of its file; -1 if nobody knows. */
    private long bytes = -1;
    private long uploaded;

    private DraftItem(String name, String type, String text, Set<String> marks, Attachment attachment, State state) {
        this.name = Objects.requireNonNull(name, "name");
        this.text = Objects.requireNonNull(text, "text");
        this.marks = Set.copyOf(marks);
        this.type = Objects.requireNonNull(type, "type");
        this.attachment = attachment;
        this.state = state;
    }

    /** What the gateway has already. A media id alone says nothing of its kind; a file is what can always be opened. */
    public static DraftItem of(Attachment attachment) {
        String type = attachment.pictureUrl().isEmpty() ? MessageType.FILE : MessageType.IMAGE;
        return part(type, "", Set.of(), attachment);
    }

    /**
     * A message that is written already.
     *
     * @param marks the fields that nobody could fill in the text
     */
    public static DraftItem part(String type, String text, Set<String> marks, Attachment attachment) {
        return new DraftItem(FileName.of(attachment), type, text, marks, attachment, State.READY);
    }

    /** A file that is to be uploaded. */
    public static DraftItem uploading(String name) {
        return new DraftItem(name, MessageType.FILE, "", Set.of(), Attachment.NONE, State.UPLOADING);
    }

    /** The same with another text. */
    public DraftItem withText(String other) {
        return new DraftItem(name, type, other, marks, attachment, state);
    }

    /** Of its file; empty if there is none, or nobody knows. */
    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    public String text() {
        return text;
    }

    public Set<String> marks() {
        return marks;
    }

    /** None as long as it is not uploaded. */
    public Attachment attachment() {
        return attachment;
    }

    public boolean isPicture() {
        return MessageType.IMAGE.equals(type);
    }

    /** Whether it is a text and nothing else. */
    public boolean isText() {
        return state == State.READY && attachment.isEmpty();
    }

    /** Whether its name says that it is something that runs. */
    public boolean isProgram() {
        return Programs.is(name.toLowerCase(Locale.ROOT));
    }

    public State state() {
        return state;
    }

    /** Why it did not get there, in words; empty unless it failed. */
    public String problem() {
        return problem;
    }

    /** Whether to try again could help. */
    public boolean canRetry() {
        return canRetry;
    }

    public long bytes() {
        return bytes;
    }

    /** Of 100, how much has left. */
    public int percent() {
        return bytes <= 0 ? 0 : (int) Math.min(100, 100 * uploaded / bytes);
    }

    /** What the file has turned out to be. */
    public void known(boolean picture, long size) {
        type = picture ? MessageType.IMAGE : MessageType.FILE;
        bytes = size;
    }

    public void progress(long now) {
        uploaded = now;
    }

    public void again() {
        state = State.UPLOADING;
        problem = "";
        uploaded = 0;
    }

    public void failed(String words, boolean retry) {
        state = State.FAILED;
        problem = words;
        canRetry = retry;
    }

    public void ready(Attachment where) {
        state = State.READY;
        attachment = where;
    }

    Outgoing outgoing(ConversationId to) {
        return new Outgoing(to, type, text, attachment);
    }
}
