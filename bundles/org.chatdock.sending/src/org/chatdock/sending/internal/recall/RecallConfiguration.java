// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.recall;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.recall}. Without it nothing is offered. */
@ObjectClassDefinition(name = "Chatdock: recall", description = "How messages of the agent's are taken back.")
public @interface RecallConfiguration {
    String PID = "org.chatdock.recall";

    @AttributeDefinition(name = "Address", description = "The http or https address of the recall call.")
    String url() default "";

    @AttributeDefinition(name = "Within (min)", min = "1", max = "10080",
            description = "How long after it was sent a message can be taken back, in minutes.")
    int withinMinutes() default 2;

    @AttributeDefinition(name = "Credentials in", options = { @Option(label = "Headers", value = "HEADER"),
            @Option(label = "Query", value = "QUERY") },
            description = "Where company and token travel: HEADER, or QUERY for gateways that ask for it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(name = "Name of the company's parameter",
            description = "The header or query parameter that carries the company's id.")
    String corpParameterName() default "corpid";

    @AttributeDefinition(name = "Name of the token's parameter",
            description = "The header or query parameter that carries the token.")
    String tokenParameterName() default "token";

    @AttributeDefinition(name = "Connect timeout (ms)", min = "1", max = "600000",
            description = "How long one address of the service may take to accept a connection, in milliseconds.")
    int connectTimeoutMillis() default 5000;

    @AttributeDefinition(name = "Answer timeout (ms)", min = "1", max = "600000",
            description = "How long nothing may come or go on the connection, in milliseconds.")
    int answerTimeoutMillis() default 15000;
}
