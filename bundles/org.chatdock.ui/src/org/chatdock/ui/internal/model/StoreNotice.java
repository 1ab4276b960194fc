// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.store.StoreStatus;
import org.chatdock.api.store.StoreStatus.State;
import org.eclipse.osgi.util.NLS;

/**
 * What the views say of the store when all is not as it should be.
 *
 * @param title in the agent's language
 * @param text what the store says of it, in English; may be several lines
 * @param details all that a help desk wants to know, as text
 * @param dismissable whether it is only to be noted
 */
public record StoreNotice(Level level, String title, String text, String details, boolean dismissable) {
    /** How bad it is. */
    public enum Level {
        NOTE, WARNING, BAD
    }

    /** Null if there is nothing to say. {@code status}: null if nobody knows it. */
    public static StoreNotice of(StoreStatus status) {
        if (status == null || status.state() == State.OPENING) {
            return null;
        }
        if (status.state() == State.UNAVAILABLE) {
            return of(Level.BAD, Messages.Store_unavailable, status.problem(), status, false);
        }
        if (status.state() == State.NOT_WRITABLE) {
            return of(Level.BAD, Messages.Store_notWritable, status.problem(), status, false);
        }
        if (!status.problem().isEmpty()) {
            return of(Level.WARNING, Messages.Store_problem, status.problem(), status, false);
        }
        return status.notices().isEmpty() ? null
                : of(Level.NOTE, Messages.Store_notices, String.join("\n", status.notices()), status, true);
    }

    private static StoreNotice of(Level level, String title, String text, StoreStatus status, boolean dismissable) {
        List<String> lines = new ArrayList<>(List.of(title));
        if (!status.problem().isEmpty()) {
            lines.add(status.problem());
        }
        lines.addAll(status.notices());
        lines.add(NLS.bind(Messages.Store_place, status.place()));
        String kept = kept(status);
        if (!kept.isEmpty()) {
            lines.add(kept);
        }
        return new StoreNotice(level, title, text, String.join("\n", lines), dismissable);
    }

    /** What stands in the place of messages while there is no store. {@code status}: null if nobody knows it. */
    public static String inPlace(StoreStatus status) {
        if (status == null) {
            return Messages.NotConfigured;
        }
        return status.state() == State.OPENING || status.state() == State.READY ? Messages.Store_opening
                : Messages.Store_noMessages;
    }

    /** How messages are kept, as a sentence; empty while that is not known. {@code status}: null if nobody knows it. */
    public static String kept(StoreStatus status) {
        if (status == null || status.state() == State.OPENING || status.state() == State.UNAVAILABLE) {
            return "";
        }
        return status.encrypted() ? Messages.Store_encrypted : Messages.Store_inTheClear;
    }
}
