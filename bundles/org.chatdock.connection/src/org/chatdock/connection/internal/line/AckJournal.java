// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

/** Where acknowledgements that wait survive the process. Called under the outbox's lock. */
public interface AckJournal {
    /** The place of what could not be written down. */
    long NOWHERE = -1;

    /** Told of what an earlier process has left, in order. */
    interface Reader {
        /** @param place to be given back to {@link #remove}; no other record's */
        void left(String agent, String text, long place);
    }

    void load(Reader reader);

    /** Returns the place, or {@link #NOWHERE} if there is no room: then it is kept in memory only. */
    long add(String agent, String text);

    /** What has left need not be kept. {@link #NOWHERE} is ignored. */
    void remove(long place);

    /** Keeps nothing. */
    AckJournal NONE = new AckJournal() {
        @Override
        public void load(Reader reader) {
            // Nothing was left.
        }

        @Override
        public long add(String agent, String text) {
            return NOWHERE;
        }

        @Override
        public void remove(long place) {
            // It was nowhere.
        }
    };
}
