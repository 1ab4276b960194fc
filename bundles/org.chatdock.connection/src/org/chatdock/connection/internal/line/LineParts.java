// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.connection.internal.engine.EngineOptions;
import org.osgi.service.log.Logger;

/**
 * What a line is made of.
 *
 * @param transport opens its sockets
 * @param endpoints the gateway's addresses in order of preference
 * @param sink gets the messages
 * @param maxInFlight messages in flight from which on the socket is not read
 * @param journal keeps acknowledgements that wait
 * @param signIn asked before every try; gives null while nobody can be asked
 * @param catchUp asked after every
 * @param interfaces gives the addresses of this machine; may wait
 * @param options how patient it is
 * @param lane all decisions are taken there
 * @param helpers runs what may wait
 * @param clocks what time it is
 * @param random gives an evenly distributed number from 0 to its argument
 * @param listener told of every change, on the lane: it hands on and returns
 * @param logger gets a line for every outage
 */
public record LineParts(Transport transport, List<Endpoint> endpoints, InboundSink sink, int maxInFlight,
        AckJournal journal, Supplier<SignInDesk> signIn, CatchUp catchUp, Supplier<Set<String>> interfaces,
        EngineOptions options, Scheduler lane, Executor helpers, Clocks clocks, LongUnaryOperator random,
        Consumer<ConnectionStatus> listener, Logger logger) {
    public LineParts {
        endpoints = List.copyOf(endpoints);
    }
}
