#!/bin/bash
# Stands in for minikube, kind, kubectl, docker, git and uname where bootstrap.sh is tested. By whichever
# name it is called, it notes the call in $STATE/calls and remembers under $STATE what was made.
# $FAIL is a part of the call that is to fail.
# shellcheck disable=SC2154,SC2249 # told by the environment; what it does not know it only notes
name=${0##*/}
printf '%s %s\n' "$name" "$*" >>"$STATE/calls"
if [[ -n ${FAIL:-} && "$name $*" == *"$FAIL"* ]]; then
    echo "told to fail" >&2
    exit 1
fi

namespace=default
if [[ $name == kubectl && $1 == --context ]]; then shift 2; fi
if [[ ${1:-} == --namespace ]]; then namespace=$2 && shift 2; fi
secret=$STATE/secrets/$namespace
case "$name $*" in
    "minikube status"*) test -e "$STATE/cluster" ;;
    "minikube start"*) touch "$STATE/cluster" ;;
    "kind get clusters") if [[ -e "$STATE/kind" ]]; then echo show-off; fi ;;
    "kind create cluster "*) cat >"$STATE/kind" ;;
    "kind delete cluster "*) rm -rf "$STATE/kind" "$STATE/secrets" "$STATE/namespaces" ;;
    "minikube delete"*) rm -rf "$STATE/cluster" "$STATE/secrets" "$STATE/namespaces" ;;
    "kubectl kustomize $RENDERED_FROM") cat "$RENDERED" ;;
    "kubectl apply --server-side --kustomize k8s/.local."*)
        "$KUBECTL" kustomize "$4" >"$STATE/applied"
        ;;
    "kubectl get job image-migrations "*)
        # At first it runs.
        asked=$(grep -c "get job image-migrations" "$STATE/calls")
        if ((asked > 1)); then echo "$MIGRATIONS"; fi
        ;;
    "kubectl logs job/image-migrations "*) echo "what the migrations said" ;;
    "docker image inspect "*)
        # An id made of its content, which is another one for the image that $CHANGED names.
        [[ $5 == */"${CHANGED:-}":* ]] && content=new || content=old
        sum=$(sha256sum <<<"$5 $content")
        echo "sha256:${sum%% *}"
        ;;
    "kubectl create secret generic "*)
        mkdir -p "$secret" && ! test -e "$secret/$4" && cat >"$secret/$4"
        ;;
    "kubectl get secret "*" --output jsonpath={.data.password}")
        sed -n 's/^password=//p' "$secret/$3" | tr -d '\n' | base64
        ;;
    "kubectl get secret "*) test -e "$secret/$3" ;;
    "kubectl create namespace "*) mkdir -p "$STATE/namespaces" && mkdir "$STATE/namespaces/$3" ;;
    "kubectl get namespace "*) test -d "$STATE/namespaces/$3" ;;
    "kubectl get applications "*)
        # One more is healthy each time it is asked, up to $HEALTHY.
        asked=$(grep -c "get applications" "$STATE/calls")
        printf 'show-off Synced Healthy\n'
        for number in 1 2; do
            if ((asked > number && number <= HEALTHY)); then
                printf 'part-%d Synced Healthy\n' "$number"
            else
                printf 'part-%d OutOfSync Missing\n' "$number"
            fi
        done
        ;;
    "git remote get-url origin") echo "$ORIGIN" ;;
    "uname -m") echo "$MACHINE" ;;
esac
