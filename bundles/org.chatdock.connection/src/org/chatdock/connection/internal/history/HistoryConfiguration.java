// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.history}. The history is asked for by HTTP only while there is one. */
@ObjectClassDefinition(name = "Chatdock history", description = "Where to ask for what came while the line was down.")
@interface HistoryConfiguration {
    String PID = "org.chatdock.history";

    @AttributeDefinition(description = "Address of the call, http:// or https://. {corpId} and {userId} are replaced.")
    String historyUrl();

    @AttributeDefinition(description = "Where the credentials travel: HEADER, or QUERY for gateways that need it.",
            options = { @Option(label = "Headers", value = "HEADER"), @Option(label = "Query", value = "QUERY") })
    String credentialsIn() default "HEADER";

    @AttributeDefinition(min = "1", max = "600000",
            description = "Milliseconds that the service may take to answer, and the credential source as well.")
    int timeoutMillis() default 10_000;

    @AttributeDefinition(min = "1", max = "100000", description = "How many messages to ask for at a time.")
    int pageSize() default 500;
}
