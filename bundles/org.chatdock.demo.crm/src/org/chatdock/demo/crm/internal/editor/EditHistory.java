// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The way back and forth through the states of an edited value.
 *
 * @param <T> an immutable value
 */
final class EditHistory<T> {
    private final Deque<T> past = new ArrayDeque<>();
    private final Deque<T> future = new ArrayDeque<>();
    private T present;
    private Object place;

    EditHistory(T present) {
        this.present = present;
    }

    T present() {
        return present;
    }

    /** A new state. Changes one after the other at the same place are one step, as of typing in one field. */
    void change(T next, Object changedPlace) {
        if (next.equals(present)) {
            return;
        }
        if (changedPlace != place) {
            past.push(present);
        }
        place = changedPlace;
        future.clear();
        present = next;
    }

    boolean canUndo() {
        return !past.isEmpty();
    }

    boolean canRedo() {
        return !future.isEmpty();
    }

    Optional<T> undo() {
        return step(past, future);
    }

    Optional<T> redo() {
        return step(future, past);
    }

    /** Ends a step, so that what comes next is undone for itself. */
    void endStep() {
        place = null;
    }

    private Optional<T> step(Deque<T> from, Deque<T> to) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        to.push(present);
        present = from.pop();
        endStep();
        return Optional.of(present);
    }
}
