// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.wire.SendCall;
import org.osgi.service.log.Logger;

/**
 * What an outbox is made of.
 *
 * @param lane where it decides
 * @param clock the time of day
 * @param millis a clock that nobody sets
 * @param random gives a number from 0 to the given one, both included
 * @param call sends
 * @param signIn gives null while nobody is signed in
 * @param history gives null if there is none
 * @param kept the entries on disk
 * @param store the messages
 * @param options how it does it
 * @param listeners who is told; may change at any time, safe on any thread
 * @param logger never gets a text or a token
 */
public record OutboxParts(Lane lane, Clock clock, LongSupplier millis, LongUnaryOperator random, SendCall call,
        Supplier<SignIn> signIn, Supplier<HistorySource> history, OutboxStore kept, ConversationStore store,
        OutboxOptions options, List<OutboxListener> listeners, Logger logger) {
}
